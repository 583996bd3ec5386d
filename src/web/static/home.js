/* Deletes a draft from the list, after asking. */
for (const button of document.querySelectorAll('[data-delete]')) {
  button.addEventListener('click', async () => {
    if (!window.confirm('删除这份草稿？')) return;
    button.disabled = true;
    const response = await fetch(button.dataset.delete, {
      method: 'DELETE',
      headers: {
        accept: 'application/json',
        'x-requested-with': 'zhujian-portal',
        'if-match': button.dataset.etag,
      },
    }).catch(() => null);
    // gone is gone, also if a colleague was quicker
    if (response?.ok || response?.status === 404) {
      const section = button.closest('section');
      button.closest('li').remove();
      if (!section.querySelector('li')) section.remove();
    } else {
      button.disabled = false;
      const { title, code, errors } = (await response?.json().catch(() => null)) ?? {};
      if (response?.status !== 409) window.alert(title ?? '删除失败，请稍后再试');
      else {
        /* shown as the colleague left it, to look at before it is deleted after all */
        window.alert(`${errors?.[0]?.zh ?? title} ${code}`);
        window.location.reload();
      }
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
