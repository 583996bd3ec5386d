/* A door: asks which flow the answers lead to, and shows the way or why there is none. */
(async () => {
  const page = JSON.parse(document.getElementById('page-data').textContent);
  const button = document.getElementById('ask');
  const progress = document.getElementById('progress');
  const way = document.getElementById('way');
  const link = document.getElementById('way-link');
  const { open, fieldProblems, showProblems, refused, headers, NO_ANSWER } = window.zhujianForm;
  const form = await open(page.schema, {});

  const forget = () => {
    way.hidden = true;
    showProblems([]);
  };
  form.on('changed', forget);

  function show({ title, href }) {
    const target = new URL(href, window.location.href);
    if (target.origin !== window.location.origin) return;
    link.href = target.href;
    link.textContent = `去填报：${title}`;
    way.hidden = false;
    way.focus();
  }

  async function ask(data) {
    const response = await fetch(page.action, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ data }),
    });
    if (response.ok) show(await response.json());
    else showProblems(await refused(response));
  }

  button.disabled = false;
  button.addEventListener('click', async () => {
    const { data, errors } = form.submit();
    forget();
    const missing = fieldProblems(form, errors);
    if (missing.length > 0) {
      showProblems(missing, '请先答完这些问题');
      return;
    }
    button.disabled = true;
    progress.textContent = '正在查询…';
    try {
      await ask(data);
    } catch {
      showProblems([{ zh: NO_ANSWER }], '没有查到');
    } finally {
      button.disabled = false;
      progress.textContent = '';
    }
  });
  document.documentElement.dataset.form = 'ready';
})();
