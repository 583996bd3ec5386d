/* Deletes a draft from the list, after asking. */
for (const button of document.querySelectorAll('[data-delete]')) {
  button.addEventListener('click', async () => {
    if (!window.confirm('删除这份草稿？')) return;
    button.disabled = true;
    const response = await fetch(button.dataset.delete, {
      method: 'DELETE',
      headers: { accept: 'application/json', 'x-requested-with': 'zhujian-portal' },
    }).catch(() => null);
    // gone is gone, also if a colleague was quicker
    if (response?.ok || response?.status === 404) {
      const section = button.closest('section');
      button.closest('li').remove();
      if (!section.querySelector('li')) section.remove();
    } else {
      button.disabled = false;
      window.alert('删除失败，请稍后再试');
    }
  });
}
