// Runs in Tasklist's page before its own scripts: says who is calling in the way our doors ask for,
// logs out of the portal, and shows why an act was refused, which Tasklist itself does not.
(() => {
  const ask = window.fetch;
  const never = new Promise(() => undefined);

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname } = new URL(request.url);
    if (origin !== window.location.origin) return ask(request);
    if (pathname === '/api/logout') {
      window.location.assign('/logout');
      return never;
    }
    request.headers.set('X-Requested-With', 'Tasklist');
    const answer = await ask(request);
    if (request.method === 'PATCH' && !answer.ok) tell(await answer.clone().json());
    return answer;
  };

  /** Shows the refusals of a problem (RFC 9457) until they are put away. */
  function tell({ title, errors = [] }) {
    const dialog = document.createElement('dialog');
    dialog.className = 'zhujian-refusal';
    const texts = errors.length > 0 ? errors.map(({ code, zh }) => `${code} ${zh}`) : [title];
    for (const text of texts) {
      const line = document.createElement('p');
      line.textContent = text;
      dialog.append(line);
    }
    const button = document.createElement('button');
    button.textContent = '知道了';
    button.addEventListener('click', () => dialog.close());
    dialog.append(button);
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
})();
