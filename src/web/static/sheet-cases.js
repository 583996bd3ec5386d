/* Looks again at what came of a sheet while cases of it have not begun, as long as somebody sees it. */
(() => {
  const EVERY_MS = 2000;
  const shown = () => document.getElementById('sheet-cases');

  async function look() {
    if (shown().dataset.going === '0') return;
    if (!document.hidden) {
      const response = await fetch(window.location.href, { headers: { accept: 'text/html' } });
      const text = response.ok ? await response.text() : '';
      const fresh = new DOMParser()
        .parseFromString(text, 'text/html')
        .getElementById('sheet-cases');
      if (fresh) shown().replaceWith(fresh);
    }
    later();
  }

  /* Not reached: it is tried again. */
  const later = () => setTimeout(() => look().catch(later), EVERY_MS);
  later();
})();
