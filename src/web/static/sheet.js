/* Many submissions from one spreadsheet: its files are uploaded, every row is checked, all are handed in. */
(() => {
  const page = JSON.parse(document.getElementById('page-data').textContent);
  const { showProblems, refused, headers, NO_ANSWER } = window.zhujianForm;
  const submission = window.zhujianOnce();
  const sheetInput = document.getElementById('sheet');
  const filesInput = document.getElementById('files');
  const check = document.getElementById('check');
  const submit = document.getElementById('submit');
  const bar = document.getElementById('bar');
  const progress = document.getElementById('progress');
  const preview = document.getElementById('preview');
  const LINES = { ...headers, accept: 'application/x-ndjson, application/problem+json' };
  const UPLOADS_AT_ONCE = 3;

  /* Files chosen so far by name; `id` once they are uploaded. */
  const files = new Map();
  /* What was checked and may be handed in: this very content. */
  let checked;

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  function changed() {
    checked = undefined;
    submit.disabled = true;
    submit.textContent = '提交';
    check.disabled = sheetInput.files.length === 0;
  }

  function say(word, done, total) {
    progress.textContent = total ? `${word} ${done} / ${total}` : word;
    bar.hidden = !total;
    if (total) Object.assign(bar, { max: total, value: done });
  }

  /* One thing at a time, with word of it. */
  async function busy(work) {
    const buttons = [check, submit, sheetInput, filesInput].filter(Boolean);
    const before = buttons.map(({ disabled }) => disabled);
    for (const one of buttons) one.disabled = true;
    showProblems([]);
    try {
      await work();
    } catch (error) {
      showProblems(Array.isArray(error) ? error : [{ zh: NO_ANSWER }]);
    } finally {
      buttons.forEach((one, i) => {
        one.disabled = before[i];
      });
      submit.disabled = !checked;
      say('');
    }
  }

  /** Reads an answer line by line; gives the result, or throws what is refused. */
  async function told(response, word) {
    if (!response.ok) throw await refused(response);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      text += value ?? '';
      const lines = text.split('\n');
      text = lines.pop();
      for (const line of lines.filter(Boolean).map((one) => JSON.parse(one))) {
        if (line.total) say(word, line.done, line.total);
        if (line.result) return line.result;
        if (line.problem) throw line.problem.errors;
      }
      if (done) throw [{ zh: NO_ANSWER }];
    }
  }

  async function upload(entry) {
    const body = new FormData();
    body.append('file', entry.file, entry.file.name);
    const response = await fetch(page.uploadAction, { method: 'POST', headers, body });
    if (!response.ok) {
      throw (await refused(response)).map((one) => ({
        ...one,
        zh: `${entry.file.name}：${one.zh}`,
      }));
    }
    entry.id = (await response.json()).id;
  }

  async function uploadAll() {
    const waiting = [...files.values()].filter(({ id }) => !id);
    const total = waiting.length;
    let done = 0;
    const run = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        say('正在上传附件', done, total);
        await upload(next);
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, run));
  }

  function bodyOf({ content, name, ids }) {
    const body = new FormData();
    body.append('attachments', JSON.stringify(ids));
    body.append('sheet', content, name);
    return body;
  }

  /* A file that was saved again since it was chosen is no more to be read. */
  async function chosenSheet() {
    const [file] = sheetInput.files;
    try {
      return { content: new Blob([await file.arrayBuffer()]), name: file.name };
    } catch {
      throw [{ zh: '表格在选择之后又被保存过，请重新选择该文件' }];
    }
  }

  const where = ({ row, column }) => `第 ${row} 行${column ? ` ${column} 列` : ''}`;

  function cellOf({ path, column }, text, wrong) {
    const mine = wrong.filter((one) => one.column && one.column === column);
    const cell = element('td', { textContent: text });
    if (mine.length > 0) {
      cell.className = 'wrong';
      cell.append(...mine.map(({ zh }) => element('span', { className: 'why', textContent: zh })));
    }
    cell.dataset.path = path;
    return cell;
  }

  function rowOf(columns, { row, cells, refusals }) {
    const line = element(
      'tr',
      { className: refusals.length > 0 ? 'bad' : '' },
      element('th', { textContent: row, scope: 'row' }),
      ...columns.map((column, i) => cellOf(column, cells[i], refusals)),
    );
    const beside = refusals.filter(({ column }) => !column);
    const says = beside.map(({ zh }) => element('span', { className: 'why', textContent: zh }));
    line.append(element('td', { className: beside.length > 0 ? 'wrong' : '' }, ...says));
    return line;
  }

  function show({ columns, rows, unused }) {
    const bad = rows.filter(({ refusals }) => refusals.length > 0);
    const shown = columns.map((column, i) => ({ ...column, i })).filter(({ column }) => column);
    const only = ({ row, cells, refusals }) => ({
      row,
      refusals,
      cells: shown.map(({ i }) => cells[i]),
    });
    preview
      .querySelector('thead')
      .replaceChildren(
        element(
          'tr',
          {},
          element('th', { textContent: '行' }),
          ...shown.map(({ column, label }) =>
            element(
              'th',
              {},
              element('span', { className: 'sub', textContent: `${column} ` }),
              label,
            ),
          ),
          element('th', { textContent: '其他' }),
        ),
      );
    preview.querySelector('tbody').replaceChildren(...rows.map((row) => rowOf(shown, only(row))));
    document.getElementById('verdict').textContent =
      bad.length > 0
        ? `共 ${rows.length} 行，${bad.length} 行不能提交`
        : `共 ${rows.length} 行，全部通过`;
    preview.hidden = false;
    const problems = bad.flatMap(({ refusals }) =>
      refusals.map(({ zh, code, row, column, label, instead }) => {
        const name = label && !zh.includes(label) ? ` ${label}` : '';
        return { zh: `${where({ row, column })}${name}：${zh}`, code, instead };
      }),
    );
    const idle = unused.map((name) => ({ zh: `没有任何一行写明附件 ${name}，不会提交` }));
    showProblems(
      [...problems, ...idle],
      problems.length > 0 ? `${bad.length} 行不能提交，请更改表格后重新选择` : '请留意',
    );
    return bad.length === 0;
  }

  check.addEventListener('click', () =>
    busy(async () => {
      changed();
      const sheet = await chosenSheet();
      await uploadAll();
      const content = { ...sheet, ids: [...files.values()].map(({ id }) => id) };
      say('正在检查');
      const body = bodyOf(content);
      const response = await fetch(page.checkAction, { method: 'POST', headers: LINES, body });
      const result = await told(response, '正在检查');
      if (!show(result)) return;
      checked = content;
      submit.textContent = `提交全部 ${result.rows.length} 件`;
    }),
  );

  submit.addEventListener('click', () =>
    busy(async () => {
      say('正在提交');
      const response = await fetch(page.action, {
        method: 'POST',
        headers: { ...LINES, ...submission.headers() },
        body: bodyOf(checked),
      });
      /* taken before: the first answer comes at once, as a whole */
      const isWhole = response.ok && !response.headers.get('content-type')?.includes('ndjson');
      const taken = isWhole ? await response.json() : await told(response, '正在提交，已复核');
      submission.taken();
      const target = new URL(taken.href, window.location.href);
      if (target.origin === window.location.origin) window.location.assign(target);
    }),
  );

  sheetInput.addEventListener('change', changed);
  filesInput?.addEventListener('change', () => {
    changed();
    const chosen = [...filesInput.files];
    const large = chosen.filter(({ size }) => size > page.maxBytes);
    for (const file of chosen.filter((one) => !large.includes(one))) {
      const known = files.get(file.name);
      const isSame =
        known?.file.size === file.size && known.file.lastModified === file.lastModified;
      if (!isSame) files.set(file.name, { file });
    }
    showProblems(large.map(({ name }) => ({ zh: `${name} 超过大小限制` })));
    document.getElementById('chosen').textContent = ` 已选 ${files.size} 个。`;
    filesInput.value = '';
  });
  changed();
  document.documentElement.dataset.form = 'ready';
})();
