/* A task: claimed, filled in and completed here, or given back. */
(async () => {
  const page = JSON.parse(document.getElementById('page-data').textContent);
  const head = document.getElementById('head');
  const progress = document.getElementById('progress');
  const buttons = Object.fromEntries(
    ['claim', 'complete', 'give-back'].map((id) => [id, document.getElementById(id)]),
  );
  const { open, fieldProblems, showProblems, refused, headers, NO_ANSWER } = window.zhujianForm;
  const completion = window.zhujianOnce();

  const form = await open(page.schema, page.data);

  /* Only who has claimed the task fills it in, as in Tasklist. */
  function show() {
    const { holder } = head.dataset;
    form.setProperty('disabled', holder !== 'mine');
    buttons.claim.hidden = holder !== 'free';
    buttons.complete.hidden = holder !== 'mine';
    buttons['give-back'].hidden = holder !== 'mine';
    document.getElementById('fields').classList.toggle('read-only', holder !== 'mine');
  }

  function hold(holder, words) {
    head.dataset.holder = holder;
    const said = Object.assign(document.createElement(holder === 'mine' ? 'b' : 'span'), {
      textContent: words,
      className: holder === 'mine' ? '' : 'sub',
    });
    document.getElementById('holder').replaceChildren(said);
    show();
  }

  /** Sends something; true when it was taken. */
  async function send(word, method, action, body, key = {}) {
    for (const button of Object.values(buttons)) button.disabled = true;
    progress.textContent = word;
    showProblems([]);
    try {
      const response = await fetch(action, {
        method,
        headers: { ...headers, ...key, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
      if (response.ok) return true;
      showProblems(await refused(response));
    } catch {
      showProblems([{ zh: NO_ANSWER }]);
    } finally {
      for (const button of Object.values(buttons)) button.disabled = false;
      progress.textContent = '';
    }
    return false;
  }

  buttons.claim.addEventListener('click', async () => {
    if (!(await send('正在认领…', 'POST', page.claimAction))) return;
    hold('mine', '我');
    document.getElementById('fields').scrollIntoView();
  });
  buttons['give-back'].addEventListener('click', async () => {
    if (await send('正在放弃认领…', 'DELETE', page.claimAction)) hold('free', '未认领');
  });
  buttons.complete.addEventListener('click', async () => {
    const { data, errors } = form.submit();
    const missing = fieldProblems(form, errors);
    showProblems(missing);
    if (missing.length > 0) return;
    const key = completion.headers();
    if (!(await send('正在办结…', 'POST', page.completeAction, data, key))) return;
    completion.taken();
    window.location.assign(page.doneHref);
  });
  show();
  document.documentElement.dataset.form = 'ready';
})();
