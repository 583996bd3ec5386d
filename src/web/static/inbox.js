/* The inbox loads itself again when the platform says that it has changed; it never asks by itself. */
(() => {
  const DEBOUNCE_MS = 300;
  let events;
  let waiting;

  const inbox = () => document.getElementById('inbox');

  async function refresh() {
    const response = await fetch(window.location.href, { headers: { accept: 'text/html' } });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.getElementById('inbox');
    if (!fresh) return;
    /* Whoever stands on a link stays on it. */
    const focused = document.activeElement?.closest('#inbox a')?.getAttribute('href');
    inbox().replaceWith(fresh);
    if (focused) fresh.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }

  function later() {
    clearTimeout(waiting);
    /* Not reached, or logged out: the list stays as it is until the next word. */
    waiting = setTimeout(() => refresh().catch(() => undefined), DEBOUNCE_MS);
  }

  /* A page that nobody sees holds no connection: browsers allow few to one place. */
  function listen() {
    events?.close();
    events = undefined;
    if (document.hidden) return;
    events = new EventSource(
      `/api/tasks/events?since=${encodeURIComponent(inbox().dataset.state)}`,
    );
    events.addEventListener('tasks', later);
    events.addEventListener('open', () => {
      document.documentElement.dataset.inbox = 'listening';
    });
  }
  document.addEventListener('visibilitychange', listen);
  window.addEventListener('pagehide', () => events?.close());
  /* Shown again out of the browser's memory. */
  window.addEventListener('pageshow', (event) => event.persisted && listen());
  listen();
})();
