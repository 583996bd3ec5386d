/* The portal's start form: form-js shows the fields, this sends them with the attachments. */
(async () => {
  const page = JSON.parse(document.getElementById('page-data').textContent);
  const button = document.getElementById('submit');
  const progress = document.getElementById('progress');
  const problems = document.getElementById('problems');
  const slots = [...document.querySelectorAll('[data-kind]')];
  const picked = new Map(slots.map((slot) => [slot.dataset.kind, []]));

  const texts = {
    'Field is required.': '此项必填',
    'Field must match pattern {value}.': '格式不正确（{value}）',
    'Field must have minimum value of {value}.': '不能小于 {value}',
    'Field must have maximum value of {value}.': '不能大于 {value}',
    'Field must have minimum length of {value}.': '至少 {value} 个字符',
    'Field must have maximum length of {value}.': '最多 {value} 个字符',
    'Field must be a valid email.': '电子邮箱格式不正确',
    'Field must be a valid international phone number. (e.g. +4930664040900)': '电话号码格式不正确',
    'Value is not a number.': '请填写数字',
    'Value is expected to be an integer.': '请填写整数',
    'Value is expected to have at most 1 decimal digit.': '最多 1 位小数',
    'Value is expected to have at most {value} decimal digits.': '最多 {value} 位小数',
    'Date and time must both be entered.': '日期和时间都要填写',
    'No results': '没有结果',
    'All values selected': '已全部选择',
    'Skip to search': '跳到搜索',
    'Remove tag': '移除',
    Search: '搜索',
    Increment: '增加',
    Decrement: '减少',
    'Add new': '新增一项',
    'Expand all ({value})': '全部展开（{value}）',
    Collapse: '收起',
    'Nothing to show.': '没有内容',
    'No content to show.': '没有内容',
  };
  const translate = (template, values = {}) =>
    (texts[template] ?? template).replace(/{([^}]+)}/g, (all, key) => values[key] ?? all);

  const form = new window.FormViewer.Form({
    container: document.getElementById('form'),
    /* with it, a value typed just before the button is pressed can get lost */
    debounce: false,
    additionalModules: [{ translate: ['value', translate] }],
  });
  await form.importSchema(page.schema, page.data);
  /* The page has its own button, below the attachments. */
  for (const own of document.querySelectorAll('#form button[type=submit]')) own.hidden = true;

  function showProblems(list) {
    const items = list.map((problem) => {
      const item = document.createElement('li');
      item.textContent = problem.zh ?? problem.detail ?? String(problem);
      if (problem.code) {
        item.append(
          Object.assign(document.createElement('span'), {
            className: 'mono sub',
            textContent: ` ${problem.code}`,
          }),
        );
      }
      return item;
    });
    problems.querySelector('ul').replaceChildren(...items);
    problems.hidden = items.length === 0;
    if (items.length > 0) problems.focus();
  }

  function drawPicked(slot) {
    const files = picked.get(slot.dataset.kind);
    const items = files.map((file, index) => {
      const item = document.createElement('li');
      item.textContent = `${file.name}（${Math.max(1, Math.round(file.size / 1024))} KB）`;
      const remove = Object.assign(document.createElement('button'), {
        type: 'button',
        textContent: '移除',
        ariaLabel: `移除 ${file.name}`,
      });
      remove.addEventListener('click', () => {
        files.splice(index, 1);
        drawPicked(slot);
      });
      item.append(remove);
      return item;
    });
    slot.querySelector('.picked').replaceChildren(...items);
  }

  for (const slot of slots) {
    const input = slot.querySelector('input');
    input.addEventListener('change', () => {
      const files = [...input.files];
      const large = files.filter((file) => page.maxBytes && file.size > page.maxBytes);
      showProblems(large.map((file) => ({ zh: `${file.name} 超过大小限制` })));
      picked.get(slot.dataset.kind).push(...files.filter((file) => !large.includes(file)));
      input.value = '';
      drawPicked(slot);
    });
  }

  function fieldProblems(errors) {
    const registry = form.get('formFieldRegistry');
    return Object.entries(errors).flatMap(([id, messages]) => {
      const field = registry.get(id);
      const label = field?.label || field?.dateLabel;
      return messages.flat(9).map((text) => ({ zh: label ? `${label}：${text}` : String(text) }));
    });
  }

  async function send(data) {
    const body = new FormData();
    body.append('data', JSON.stringify(data));
    for (const [kind, files] of picked) {
      for (const file of files) body.append(kind, file, file.name);
    }
    const headers = { accept: 'application/json', 'x-requested-with': 'zhujian-portal' };
    if (page.csrfToken) headers['x-csrf-token'] = page.csrfToken;
    if (page.challenge) {
      progress.textContent = '正在进行人机验证，约需几秒…';
      headers['x-proof-of-work'] = await window.proofOfWork(page.challenge);
      progress.textContent = '正在提交…';
    }
    const response = await fetch(page.action, { method: page.method, headers, body });
    const answer = await response.json().catch(() => ({}));
    if (response.ok && page.challenge) {
      showReceipt(answer);
      return;
    }
    if (response.ok) {
      const href = answer.href ?? response.headers.get('location') ?? '/cases';
      const target = new URL(href, window.location.href);
      if (target.origin === window.location.origin) window.location.assign(target);
      return;
    }
    const list = answer.errors?.length
      ? answer.errors
      : [
          {
            zh: answer.detail ?? answer.title ?? `提交失败（${response.status}）`,
            code: answer.code,
          },
        ];
    showProblems(list);
  }

  /* Whoever is not logged in has no case file to go to. */
  function showReceipt({ number }) {
    const heading = Object.assign(document.createElement('h1'), { textContent: '已收到' });
    const text = Object.assign(document.createElement('p'), {
      textContent: `受理编号 ${number}，请妥善保存。`,
    });
    document.getElementById('head').replaceChildren(heading, text);
    for (const part of document.querySelectorAll('#fields, #attachments, .submit')) part.remove();
    showProblems([]);
    window.scrollTo(0, 0);
    document.documentElement.dataset.form = 'received';
  }

  button.disabled = false;
  button.addEventListener('click', async () => {
    const { data, errors } = form.submit();
    const missing = slots
      .filter((slot) => 'required' in slot.dataset && picked.get(slot.dataset.kind).length === 0)
      .map((slot) => ({ zh: `缺少附件：${slot.dataset.label}` }));
    const list = [...fieldProblems(errors), ...missing];
    showProblems(list);
    if (list.length > 0) return;
    button.disabled = true;
    progress.textContent = '正在提交…';
    try {
      await send(data);
    } catch {
      showProblems([{ zh: '网络不通，填报内容仍在本页，请稍后再提交' }]);
    } finally {
      button.disabled = false;
      progress.textContent = '';
    }
  });
  document.documentElement.dataset.form = 'ready';
})();
