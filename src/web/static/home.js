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

/* Marks messages as read, one or all that are listed. */
(() => {
  const buttons = () => [...document.querySelectorAll('[data-read]')];

  async function read(button) {
    button.disabled = true;
    const response = await fetch(button.dataset.read, {
      method: 'POST',
      headers: { accept: 'application/json', 'x-requested-with': 'zhujian-portal' },
    }).catch(() => null);
    button.disabled = false;
    return response?.ok === true;
  }

  async function readThese(chosen) {
    const marked = await Promise.all(chosen.map(read));
    /* the counts of the page are the platform's to tell */
    if (marked.every(Boolean)) window.location.reload();
    else window.alert('未能全部标为已读，请稍后再试');
  }

  for (const button of buttons()) button.addEventListener('click', () => readThese([button]));
  document.getElementById('read-all')?.addEventListener('click', () => readThese(buttons()));
})();
