/* On a small screen the timeline opens at today. */
const today = document.querySelector('.axis th.today');
if (today) {
  const scroll = today.closest('.scroll');
  scroll.scrollLeft = today.offsetLeft - scroll.clientWidth / 2;
}

/* Draws the diagram of the case file: passed elements tinted, current ones highlighted. */
(async () => {
  const canvasElement = document.getElementById('canvas');
  const data = JSON.parse(document.getElementById('diagram-data').textContent);
  const viewer = new window.BpmnJS({ container: canvasElement, zoomScroll: { enabled: false } });
  try {
    const xml = data.href ? await (await fetch(data.href)).text() : data.bpmnXml;
    await viewer.importXML(xml);
  } catch {
    canvasElement.replaceChildren(
      Object.assign(document.createElement('p'), {
        className: 'empty',
        textContent: '流程图暂时无法显示。',
      }),
    );
    return;
  }

  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  const overlays = viewer.get('overlays');
  const visited = new Set(data.visited);
  const active = data.active.filter((id) => registry.get(id));

  const mark = (id, marker) => registry.get(id) && canvas.addMarker(id, marker);
  for (const id of visited) mark(id, 'is-visited');
  for (const id of active) mark(id, 'is-active');
  for (const [id, count] of Object.entries(data.stepCounts ?? {})) {
    if (count < 2 || !registry.get(id)) continue;
    const badge = Object.assign(document.createElement('span'), {
      className: 'times',
      textContent: `×${count}`,
      title: `经过 ${count} 次`,
    });
    overlays.add(id, { position: { top: -11, right: 13 }, html: badge });
  }

  const names = active.map((id) => registry.get(id).businessObject.name).filter(Boolean);
  if (names.length > 0) {
    const caption = document.getElementById('diagram-now');
    caption.textContent = `当前环节：${names.join('、')}`;
    caption.hidden = false;
  }

  /* The frame takes the diagram's own proportions; on a telephone it scrolls sideways. */
  const frame = canvasElement.parentElement;
  const paperWidth = 680;
  function fitFrame(fixedWidth) {
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
    const first = active[0] && registry.getGraphics(active[0]);
    if (!first || frame.scrollWidth <= frame.clientWidth) return;
    const box = first.getBoundingClientRect();
    const middle = box.left + box.width / 2 - canvasElement.getBoundingClientRect().left;
    frame.scrollLeft = middle - frame.clientWidth / 2;
  }

  const zoom = document.querySelector('.zoom');
  zoom.hidden = false;
  zoom.addEventListener('click', (event) => {
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
  document.documentElement.dataset.diagram = 'ready';
})();

/* Withdraws the case, after asking. */
(() => {
  const button = document.getElementById('withdraw');
  const dialog = document.getElementById('withdrawal');
  if (!button || !dialog) return;
  const reason = document.getElementById('withdrawal-reason');
  const problem = dialog.querySelector('[role=alert]');

  function complain(text) {
    problem.textContent = text;
    problem.hidden = false;
  }

  async function withdraw() {
    const text = reason.value.trim();
    const response = await fetch(dialog.dataset.action, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-requested-with': 'zhujian-portal',
      },
      body: JSON.stringify(text ? { reason: text } : {}),
    });
    if (response.ok) {
      window.location.reload();
      return;
    }
    const answer = await response.json().catch(() => ({}));
    complain(answer.detail ?? `撤回失败（${response.status}）`);
  }

  button.addEventListener('click', () => {
    problem.hidden = true;
    dialog.showModal();
  });
  dialog.querySelector('form').addEventListener('submit', (event) => {
    if (event.submitter?.value !== 'withdraw') return;
    event.preventDefault();
    withdraw().catch(() => complain('网络不通，请稍后再试'));
  });
})();
