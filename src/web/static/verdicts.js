/* A list of tasks: a verdict and a reason a row, sent together, each row told what came of it. */
(() => {
  const page = JSON.parse(document.getElementById('page-data').textContent);
  const { showProblems, refused, headers, NO_ANSWER } = window.zhujianForm;
  const once = window.zhujianOnce();
  const button = document.getElementById('decide');
  const progress = document.getElementById('progress');
  const all = document.getElementById('all');
  const rows = () => [...document.querySelectorAll('tr[data-case]:not(.done)')];
  const verdictIn = (row) => row.querySelector('.verdict');
  const chosen = () => rows().filter((row) => verdictIn(row).value !== '');

  function count() {
    const { length } = chosen();
    button.disabled = length === 0;
    button.textContent = length > 0 ? `提交已选的 ${length} 件结论` : '提交已选的结论';
  }

  function givenIn(row) {
    const opinion = row.querySelector('.opinion')?.value.trim();
    return {
      case: row.dataset.case,
      act: row.dataset.act,
      given: { outcome: verdictIn(row).value, ...(opinion ? { opinion } : {}) },
    };
  }

  /* What was refused stays to be mended, what was accepted is over. */
  function tell(row, { accepted, refusals }) {
    const said = refusals.map(({ zh, code }) => `${zh}（${code}）`).join('；');
    row.querySelector('.why').textContent = said;
    row.classList.toggle('bad', !accepted);
    if (!accepted) return;
    row.classList.add('done');
    for (const field of row.querySelectorAll('select, textarea')) field.disabled = true;
  }

  button.addEventListener('click', async () => {
    const sent = chosen();
    button.disabled = true;
    progress.textContent = '正在办理…';
    showProblems([]);
    try {
      const response = await fetch(page.action, {
        method: 'POST',
        headers: { ...headers, ...once.headers(), 'content-type': 'application/json' },
        body: JSON.stringify({ verdicts: sent.map(givenIn) }),
      });
      if (response.ok) {
        once.taken();
        const { results } = await response.json();
        results.forEach((result, i) => {
          tell(sent[i], result);
        });
        const bad = results.filter(({ accepted }) => !accepted).length;
        progress.textContent = `已办理 ${results.length - bad} 件${bad > 0 ? `，${bad} 件未能办理，原因见各行` : ''}`;
      } else {
        progress.textContent = '';
        showProblems(await refused(response));
      }
    } catch {
      progress.textContent = '';
      showProblems([{ zh: NO_ANSWER }]);
    }
    count();
  });

  document.addEventListener('change', ({ target }) => {
    if (target === all && all.value !== '') {
      const open = rows().map(verdictIn);
      for (const select of open.filter(({ value }) => value === '')) select.value = all.value;
      all.value = '';
    }
    count();
  });
  count();
  document.documentElement.dataset.form = 'ready';
})();
