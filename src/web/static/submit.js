/* The portal's start form: form-js shows the fields, this sends them with the attachments. */
(async () => {
  const page = JSON.parse(document.getElementById('page-data').textContent);
  const button = document.getElementById('submit');
  const progress = document.getElementById('progress');
  const save = document.getElementById('save');
  const attachments = document.getElementById('attachments');
  /* Files by kind: chosen just now, or stored with the draft or in the round before ({ id, name, size }). */
  const picked = new Map();
  const filesOf = (kind) => {
    if (!picked.has(kind)) picked.set(kind, []);
    return picked.get(kind);
  };
  const slots = () => [...document.querySelectorAll('[data-kind]')];
  for (const { kind, ...file } of page.files) filesOf(kind).push(file);

  const { open, fieldProblems, showLinked, showProblems, refused, headers, NO_ANSWER } =
    window.zhujianForm;
  const submission = window.zhujianOnce();
  const newDraft = window.zhujianOnce();
  const form = await open(page.schema, page.data);

  function drawPicked(slot) {
    const files = filesOf(slot.dataset.kind);
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

  function bindSlot(slot) {
    const input = slot.querySelector('input');
    input.addEventListener('change', () => {
      const files = [...input.files];
      const large = files.filter((file) => page.maxBytes && file.size > page.maxBytes);
      showProblems(large.map((file) => ({ zh: `${file.name} 超过大小限制` })));
      filesOf(slot.dataset.kind).push(...files.filter((file) => !large.includes(file)));
      input.value = '';
      drawPicked(slot);
    });
    drawPicked(slot);
  }
  for (const slot of slots()) bindSlot(slot);

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /* A slot as the server draws them. */
  function newSlot({ kind, label }) {
    const slot = element('li');
    Object.assign(slot.dataset, { kind, label });
    const id = `file-${kind}`;
    slot.append(
      element(
        'label',
        { htmlFor: id },
        element('span'),
        element('span', { className: 'pick', textContent: '选择文件' }),
      ),
      element('input', { id, type: 'file', multiple: true, accept: page.accept ?? '' }),
      element('ul', { className: 'picked' }),
    );
    bindSlot(slot);
    return slot;
  }

  /* Shows which attachments the data asks for now; files chosen for others wait unseen. */
  function showSlots(rules) {
    const known = new Map(slots().map((slot) => [slot.dataset.kind, slot]));
    const shown = rules.map((rule) => {
      const slot = known.get(rule.kind) ?? newSlot(rule);
      slot.toggleAttribute('data-required', rule.required);
      const name = slot.querySelector('label > span');
      name.replaceChildren(rule.label);
      if (rule.required)
        name.append(element('span', { className: 'bad-text', title: '必需', textContent: '*' }));
      if (rule.atLeastOneOf)
        name.append(element('span', { className: 'sub', textContent: '至少一项' }));
      return slot;
    });
    attachments.querySelector('.slots').replaceChildren(...shown);
    attachments.hidden = shown.length === 0;
  }

  /* What is on the form, without calling anything missing. */
  const entered = () => form._getSubmitData();
  if (page.csrfToken) headers['x-csrf-token'] = page.csrfToken;

  let asked = '';
  let waiting;
  /* Asks what the data calls for: attachments, and what stands in the fields that draw on a number. */
  async function ask() {
    const body = JSON.stringify({ data: entered() });
    if (body === asked) return;
    asked = body;
    const response = await fetch(page.checkAction, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    }).catch(() => null);
    if (!response?.ok || body !== asked) return;
    const told = await response.json();
    showLinked(form, told.linked);
    asked = JSON.stringify({ data: entered() });
    showSlots(told.attachments);
    if (told.changes) showChanges(told.changes);
  }

  /* What a correction changes in the fields, against the round before. */
  function showChanges(list) {
    const section = document.getElementById('changes');
    const cell = (th, text) => {
      const made = element('td', { textContent: text || '—' });
      made.dataset.th = th;
      return made;
    };
    const rows = list.map(({ label, before, after }) =>
      element(
        'tr',
        {},
        element('td', { className: 'lead', textContent: label }),
        cell('上一轮', before),
        cell('本轮', after),
      ),
    );
    section.querySelector('tbody').replaceChildren(...rows);
    section.hidden = rows.length === 0;
  }
  if (page.checkAction && attachments) {
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 700);
    };
    form.on('changed', later);
    later();
  }

  function bodyOf(data, kinds) {
    const body = new FormData();
    const stored = [];
    body.append('data', JSON.stringify(data));
    for (const kind of kinds) {
      for (const file of filesOf(kind)) {
        if (file.id) stored.push({ id: file.id, kind });
        else body.append(kind, file, file.name);
      }
    }
    if (stored.length > 0) body.append('attachments', JSON.stringify(stored));
    return body;
  }

  async function send(data) {
    const kinds = slots().map((slot) => slot.dataset.kind);
    const body = bodyOf(data, kinds);
    if (page.drafts?.id) {
      body.append('draft', page.drafts.id);
      body.append('draftEtag', page.drafts.etag);
    }
    const proof = {};
    if (page.challenge) {
      progress.textContent = '正在进行人机验证，约需几秒…';
      proof['x-proof-of-work'] = await window.proofOfWork(page.challenge);
      progress.textContent = '正在提交…';
    }
    const response = await fetch(page.action, {
      method: page.method,
      headers: { ...headers, ...proof, ...submission.headers() },
      body,
    });
    if (!response.ok) {
      showRefused(await refused(response), undefined, () => busy('正在提交…', () => send(data)));
      return;
    }
    const answer = await response.json().catch(() => ({}));
    submission.taken();
    if (page.challenge) {
      showReceipt(answer);
      return;
    }
    const href = answer.href ?? response.headers.get('location') ?? '/cases';
    const target = new URL(href, window.location.href);
    if (target.origin === window.location.origin) window.location.assign(target);
  }

  /* What was refused; where a colleague changed or took the draft, with what can be done about it. */
  function showRefused(list, heading, again) {
    const changed = list[0]?.changed;
    if (changed) {
      showChanged(changed, again);
      return;
    }
    if (page.drafts?.id && list[0]?.code === 'E-00-22') {
      /* from now on this page is about a draft of its own */
      Object.assign(page.drafts, { id: undefined, etag: undefined });
      newDraft.taken();
      const zh = '这份草稿已由同事提交或删除，填写的内容仍在本页。再次保存即另存为新草稿';
      showProblems([{ ...list[0], zh }], heading);
      return;
    }
    showProblems(list, heading);
  }

  /* The draft as a colleague left it, beside what stands here: nothing is given up unasked. */
  function showChanged({ by, at, etag, fields }, again) {
    const zh = `${by} 于 ${at.slice(0, 16).replace('T', ' ')} 修改了这份草稿，填写的内容仍在本页`;
    showProblems([{ zh, code: 'E-00-41' }], '草稿已被修改，请选择以哪一份为准');
    const row = (cell, ...texts) =>
      element('tr', {}, ...texts.map((textContent) => element(cell, { textContent })));
    const table = element(
      'table',
      {},
      row('th', '栏目', `${by} 填写`, '本页填写'),
      ...fields.map(({ label, theirs, mine }) =>
        row('td', label, theirs || '（空）', mine || '（空）'),
      ),
    );
    const choice = (textContent, choose) => {
      const one = element('button', { type: 'button', className: 'button plain', textContent });
      one.addEventListener('click', choose);
      return one;
    };
    const scroll = element('div', { className: 'scroll' }, table);
    const choices = element(
      'div',
      { className: 'choices' },
      choice('载入同事的内容', () => window.location.reload()),
      choice('以本页内容为准', () => {
        page.drafts.etag = etag;
        showProblems([]);
        again();
      }),
    );
    const shown = element('div', { className: 'changed' }, scroll, choices);
    document.getElementById('problems').append(shown);
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

  /* Sends the draft: a new one, or the one that is open. */
  function sendDraft() {
    const { action, id, etag } = page.drafts;
    return fetch(id ? `/api/drafts/${id}` : action, {
      method: id ? 'PUT' : 'POST',
      headers: { ...headers, ...(id ? { 'if-match': etag } : newDraft.headers()) },
      body: bodyOf(entered(), picked.keys()),
    });
  }

  /* The first try made a draft, but its answer was lost, and more was entered since. */
  async function openMade(response) {
    const made = response.headers.get('location');
    if (page.drafts.id || response.status !== 409 || !made) return false;
    const opened = await fetch(made, { headers });
    if (!opened.ok) return false;
    const { id, etag } = await opened.json();
    Object.assign(page.drafts, { id, etag });
    return true;
  }

  async function keep() {
    let response = await sendDraft();
    if (await openMade(response)) response = await sendDraft();
    if (!response.ok) {
      showRefused(await refused(response), '草稿未能保存', () => busy('正在保存…', keep));
      return '';
    }
    const answer = await response.json();
    newDraft.taken();
    Object.assign(page.drafts, { id: answer.id, etag: answer.etag });
    window.history.replaceState(null, '', answer.href);
    for (const [kind, files] of picked) {
      const ids = answer.attachments.filter((file) => file.kind === kind);
      const stored = files.map(({ name, size }, i) => ({ id: ids[i].id, name, size }));
      picked.set(kind, stored);
    }
    for (const slot of slots()) drawPicked(slot);
    showProblems(answer.warnings, '草稿已保存，提交前还需处理');
    return `草稿已保存 ${new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })}`;
  }

  /* One thing at a time, with word of it. */
  async function busy(word, work) {
    for (const one of [button, save]) if (one) one.disabled = true;
    progress.textContent = word;
    let said = '';
    try {
      said = (await work()) ?? '';
    } catch {
      showProblems([{ zh: NO_ANSWER }]);
    } finally {
      for (const one of [button, save]) if (one) one.disabled = false;
      progress.textContent = said;
    }
  }

  if (save) {
    save.disabled = false;
    save.addEventListener('click', () => busy('正在保存…', keep));
  }
  button.disabled = false;
  button.addEventListener('click', async () => {
    const { data, errors } = form.submit();
    const missing = slots()
      .filter((slot) => 'required' in slot.dataset && filesOf(slot.dataset.kind).length === 0)
      .map((slot) => ({ zh: `缺少附件：${slot.dataset.label}` }));
    const list = [...fieldProblems(form, errors), ...missing];
    showProblems(list);
    if (list.length > 0) return;
    await busy('正在提交…', () => send({ ...page.given, ...data }));
  });
  document.documentElement.dataset.form = 'ready';
})();
