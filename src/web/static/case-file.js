/* On a small screen the timeline opens at today. */
const today = document.querySelector('.axis th.today');
if (today) {
  const scroll = today.closest('.scroll');
  scroll.scrollLeft = today.offsetLeft - scroll.clientWidth / 2;
}

/* Draws the diagram of the case file: passed elements tinted, current ones highlighted. A click on a
   call activity, or on the list below, shows the diagram of the process that was called. */
(async () => {
  const canvasElement = document.getElementById('canvas');
  const diagrams = JSON.parse(document.getElementById('diagram-data').textContent);
  const own = diagrams[0];
  const frame = canvasElement.parentElement;
  const caption = document.getElementById('diagram-now');
  const path = document.getElementById('diagram-path');
  const paperWidth = 680;
  let viewer;
  let shown = own;
  let active = [];

  const called = (element) =>
    diagrams.filter((one) => one.calledBy === element && (one.parentKey ?? '') === shown.key);

  function make(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function markElements() {
    const canvas = viewer.get('canvas');
    const registry = viewer.get('elementRegistry');
    const overlays = viewer.get('overlays');
    active = shown.active.filter((id) => registry.get(id));
    const mark = (id, marker) => registry.get(id) && canvas.addMarker(id, marker);
    for (const id of new Set(shown.visited)) mark(id, 'is-visited');
    for (const id of active) mark(id, 'is-active');
    for (const element of new Set(diagrams.map((one) => one.calledBy)))
      if (element && called(element).length > 0) mark(element, 'is-callable');
    for (const [id, count] of Object.entries(shown.stepCounts ?? {})) {
      if (count < 2 || !registry.get(id)) continue;
      const badge = make('span', {
        className: 'times',
        textContent: `×${count}`,
        title: `经过 ${count} 次`,
      });
      overlays.add(id, { position: { top: -11, right: 13 }, html: badge });
    }
    const names = active.map((id) => registry.get(id).businessObject.name).filter(Boolean);
    caption.textContent = `当前环节：${names.join('、')}`;
    caption.hidden = names.length === 0;
  }

  /* From the case's own diagram down to the one that is shown. */
  function showPath() {
    const above = [];
    for (let one = shown; one !== own; ) {
      one = diagrams.find(({ key }) => key === (one.parentKey ?? '')) ?? own;
      above.unshift(one);
    }
    const links = above.flatMap((one) => {
      const back = make('button', { type: 'button', className: 'as-link', textContent: one.name });
      back.addEventListener('click', () => show(one));
      return [back, ' › '];
    });
    path.replaceChildren(...links, make('b', { textContent: shown.name }));
    path.hidden = shown === own;
    for (const button of document.querySelectorAll('[data-called]')) {
      if (button.dataset.called === shown.key) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  async function show(diagram) {
    document.documentElement.removeAttribute('data-diagram');
    const xml = diagram.href ? await (await fetch(diagram.href)).text() : diagram.bpmnXml;
    viewer?.destroy();
    viewer = new window.BpmnJS({ container: canvasElement, zoomScroll: { enabled: false } });
    await viewer.importXML(xml);
    viewer.get('eventBus').on('element.click', ({ element }) => {
      const latest = called(element.id).at(-1);
      if (latest) show(latest).catch(cannot);
    });
    shown = diagram;
    canvasElement.setAttribute('aria-label', `${shown.name}流程图`);
    markElements();
    showPath();
    fitFrame();
    document.documentElement.dataset.diagram = 'ready';
  }

  /* The frame takes the diagram's own proportions; on a telephone it scrolls sideways. */
  function fitFrame(fixedWidth) {
    const canvas = viewer.get('canvas');
    const { inner } = canvas.viewbox();
    const width = fixedWidth ?? Math.max(frame.clientWidth, Math.min(inner.width * 0.62, 1600));
    const scale = Math.min(1, (width - 32) / inner.width);
    canvasElement.style.width = `${width}px`;
    canvasElement.style.height = `${Math.max(160, inner.height * scale + 32)}px`;
    canvas.resized();
    const outer = canvas.viewbox().outer;
    canvas.viewbox({
      x: inner.x - (outer.width / scale - inner.width) / 2,
      y: inner.y - (outer.height / scale - inner.height) / 2,
      width: outer.width / scale,
      height: outer.height / scale,
    });
    showActive();
  }

  function showActive() {
    const first = active[0] && viewer.get('elementRegistry').getGraphics(active[0]);
    if (!first || frame.scrollWidth <= frame.clientWidth) return;
    const box = first.getBoundingClientRect();
    const middle = box.left + box.width / 2 - canvasElement.getBoundingClientRect().left;
    frame.scrollLeft = middle - frame.clientWidth / 2;
  }

  const cannot = () =>
    canvasElement.replaceChildren(
      make('p', { className: 'empty', textContent: '流程图暂时无法显示。' }),
    );
  try {
    await show(own);
  } catch {
    cannot();
    return;
  }

  for (const button of document.querySelectorAll('[data-called]'))
    button.addEventListener('click', () => {
      const wanted = diagrams.find(({ key }) => key === button.dataset.called);
      show(wanted)
        .then(() => document.getElementById('diagram').scrollIntoView())
        .catch(cannot);
    });

  const zoom = document.querySelector('.zoom');
  zoom.hidden = false;
  zoom.addEventListener('click', (event) => {
    const canvas = viewer.get('canvas');
    const how = event.target.dataset?.zoom;
    if (how === 'fit') fitFrame(frame.clientWidth);
    else if (how) canvas.zoom(canvas.zoom() * (how === 'in' ? 1.25 : 0.8), 'auto');
  });

  window.addEventListener('beforeprint', () => fitFrame(paperWidth));
  window.addEventListener('afterprint', () => fitFrame());

  let width = 0;
  new ResizeObserver(() => {
    if (frame.clientWidth === width) return;
    width = frame.clientWidth;
    fitFrame();
  }).observe(frame);
})();

/* Withdraws the case, reassigns a task or ends the case, each after asking. */
(() => {
  function ask(button, dialog, failed) {
    const form = dialog.querySelector('form');
    const problem = dialog.querySelector('[role=alert]');
    const once = window.zhujianOnce();

    function complain(text) {
      problem.textContent = text;
      problem.hidden = false;
    }

    async function send() {
      const filled = [...new FormData(form)]
        .map(([name, value]) => [name, value.trim()])
        .filter(([, value]) => value);
      const response = await fetch(dialog.dataset.action, {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-requested-with': 'zhujian-portal',
          ...once.headers(),
        },
        body: JSON.stringify(Object.fromEntries(filled)),
      });
      if (response.ok) {
        once.taken();
        window.location.reload();
        return;
      }
      const answer = await response.json().catch(() => ({}));
      complain(answer.detail ?? `${failed}（${response.status}）`);
    }

    button.addEventListener('click', () => {
      problem.hidden = true;
      dialog.showModal();
    });
    form.addEventListener('submit', (event) => {
      if (event.submitter?.value === 'cancel') return;
      event.preventDefault();
      send().catch(() => complain('没有收到平台的答复，请再按一次：不会重复办理'));
    });
  }

  for (const button of document.querySelectorAll('[data-opens]')) {
    const dialog = document.getElementById(button.dataset.opens);
    if (dialog) ask(button, dialog, `${button.textContent}失败`);
  }
})();
