/* Previews days of the calendar, and publishes exactly what was previewed. */
(() => {
  const form = document.getElementById('calendar');
  const shown = document.getElementById('preview');
  const publish = document.getElementById('publish-button');
  let previewed = null;

  const line = (text, into) => {
    const item = document.createElement('li');
    item.textContent = text;
    into.append(item);
  };
  const part = (title, lines) => {
    if (lines.length === 0) return;
    const head = document.createElement('h3');
    head.textContent = title;
    const list = document.createElement('ul');
    for (const text of lines) line(text, list);
    shown.append(head, list);
  };
  const kind = (works) => (works === null ? '未知' : works ? '工作日' : '休息日');
  const when = (iso) => (iso ? iso.slice(0, 16).replace('T', ' ') : '无法计算');

  async function ask(path, body) {
    const response = await fetch(path, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-requested-with': 'zhujian-portal',
      },
      body: JSON.stringify(body),
    }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (response?.ok) return answer;
    shown.replaceChildren();
    const errors = answer?.errors ?? [{ code: '', zh: '未能连接，请稍后再试' }];
    part(
      '未完成',
      errors.map(({ code, zh }) => `${code} ${zh}`),
    );
    return null;
  }

  function show({ days, moves, unsafe, unchanged, unknownYears }) {
    shown.replaceChildren();
    part(
      '日期',
      days.map((d) => `${d.date} ${kind(d.before)} → ${kind(d.after)} ${d.name}`),
    );
    part('仍然未知的年度（缺1月1日）', unknownYears.map(String));
    part(
      `将改动的期限（${moves.length}）`,
      moves.map((m) => `${m.caseNumber} ${m.key} ${when(m.from)} → ${when(m.to)}`),
    );
    part(
      `不改动的期限（${unsafe.length}）`,
      unsafe.map(
        (m) => `${m.caseNumber} ${m.key} ${when(m.from)} → ${when(m.to)}：${m.reasonText}`,
      ),
    );
    part('其他', [`${unchanged} 个期限不受影响`]);
  }

  form.addEventListener('input', (event) => {
    if (event.target.name !== 'text') return;
    previewed = null;
    publish.disabled = true;
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { text, why } = Object.fromEntries(new FormData(form));
    if (event.submitter === publish && previewed) {
      const done = await ask('/api/calendar/publications', { text, why, hash: previewed.hash });
      if (done) window.location.reload();
      else publish.disabled = true;
      return;
    }
    previewed = await ask('/api/calendar/preview', { text });
    publish.disabled = previewed === null;
    if (previewed) show(previewed);
  });
})();
