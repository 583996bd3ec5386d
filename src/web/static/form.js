/* What pages with a form of the models share: form-js in Chinese, and what is wrong with an entry. */
window.zhujianForm = (() => {
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

  const valueAt = (data, path) => path.reduce((inside, part) => inside?.[part], data);

  /* Gives fields the value that `wanted` says, where they have another. */
  function setFields(form, wanted) {
    const fields = form.get('formFieldRegistry');
    const { data } = form._getState();
    for (const fieldInstance of form.get('formFieldInstanceRegistry').getAllKeyed()) {
      const value = valueAt(data, fieldInstance.valuePath);
      const other = wanted(fields.get(fieldInstance.id), value, fieldInstance.valuePath);
      if (other !== value) form._update({ fieldInstance, value: other });
    }
  }

  /* Puts what was typed or pasted into the form in which it is judged and stored. */
  const normalise = (form) =>
    setFields(form, (field, value) => window.FormViewer.normalIn(field, value));

  /** Shows in linked fields what the platform draws from elsewhere; what it does not find is empty. */
  function showLinked(form, linked) {
    const empty = ({ type }) => form.get('formFields').get(type).config.emptyValue;
    setFields(form, (field, value, path) =>
      field.properties?.linked ? (valueAt(linked, path) ?? empty(field)) : value,
    );
  }

  /** Draws a form into the page; the page has buttons of its own. */
  async function open(schema, data) {
    const form = new window.FormViewer.Form({
      container: document.getElementById('form'),
      /* with it, a value typed just before the button is pressed can get lost */
      debounce: false,
      additionalModules: [{ translate: ['value', translate] }],
    });
    await form.importSchema(schema, data);
    document.getElementById('form').addEventListener('focusout', () => normalise(form));
    for (const own of document.querySelectorAll('#form button[type=submit]')) own.hidden = true;
    return form;
  }

  /** What form-js objects to, each with the label of its field. */
  function fieldProblems(form, errors) {
    const registry = form.get('formFieldRegistry');
    return Object.entries(errors).flatMap(([id, messages]) => {
      const field = registry.get(id);
      const label = field?.label || field?.dateLabel;
      return messages.flat(9).map((text) => ({ zh: label ? `${label}：${text}` : String(text) }));
    });
  }

  const problems = document.getElementById('problems');
  const CANNOT = problems.querySelector('h2').textContent;

  /* What is wrong, with the field's name, which leads to the field, and what came. */
  function about({ zh, detail, label, came }) {
    const text = `${zh ?? detail ?? '未能办理'}${came ? `（填写的是“${came}”）` : ''}`;
    if (!label) return [text];
    const name = [...document.querySelectorAll('#form label')].find(({ textContent }) =>
      textContent.startsWith(label),
    );
    if (!name?.htmlFor) return [`${label}：${text}`];
    const link = Object.assign(document.createElement('a'), {
      href: `#${name.htmlFor}`,
      textContent: label,
    });
    link.addEventListener('click', (event) => {
      event.preventDefault();
      document.getElementById(name.htmlFor)?.focus();
    });
    return [link, `：${text}`];
  }

  /** Lists problems above the form; none: takes the list away. */
  function showProblems(list, heading = CANNOT) {
    const items = list.map((problem) => {
      const item = document.createElement('li');
      item.append(...about(problem));
      if (problem.code) {
        item.append(
          Object.assign(document.createElement('span'), {
            className: 'mono sub',
            textContent: ` ${problem.code}`,
          }),
        );
      }
      if (problem.instead) {
        const { title, href } = problem.instead;
        const link = Object.assign(document.createElement('a'), { href, textContent: title });
        item.append(' 请改走：', link);
      }
      if (problem.about) {
        const { title, href } = problem.about;
        item.append(' ', Object.assign(document.createElement('a'), { href, textContent: title }));
      }
      return item;
    });
    problems.querySelector('.changed')?.remove();
    problems.querySelector('h2').textContent = heading;
    problems.querySelector('ul').replaceChildren(...items);
    problems.hidden = items.length === 0;
    if (items.length > 0) problems.focus();
  }

  /** Why the platform refused something. */
  async function refused(response) {
    const answer = await response.json().catch(() => ({}));
    if (answer.errors?.length) return answer.errors;
    const zh = answer.detail ?? answer.title ?? `提交失败（${response.status}）`;
    return [{ zh, code: answer.code }];
  }

  /* Offline, or the answer was lost on its way. */
  const NO_ANSWER = '没有收到平台的答复，填写的内容仍在本页。请稍后再按一次：不会重复提交';

  const headers = { accept: 'application/json', 'x-requested-with': 'zhujian-portal' };
  return { open, fieldProblems, showLinked, showProblems, refused, headers, NO_ANSWER };
})();
