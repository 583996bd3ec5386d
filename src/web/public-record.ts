import { html } from './html';
import { renderPage } from './layout';
import { badge, link, section } from './parts';
import { period } from './public-list';
import { date } from './time';
import type { PublicRecordView } from './views';

/** One publicity, as everyone may read it. */
export function renderPublicRecord(view: PublicRecordView): string {
  const { item, lines, doors } = view;
  const main = html`<section class="card head">
<p class="eyebrow"><span class="mono">${item.number}</span></p>
<h1>${item.title}</h1>
<p class="badges">${badge(item.state)}</p>
<dl class="facts">
${item.subject && html`<div><dt>编号</dt><dd class="mono">${item.subject}</dd></div>`}
<div><dt>公示期</dt><dd>${period(item)}</dd></div>
${item.storedAt && html`<div><dt>入库日期</dt><dd>${date(item.storedAt)}</dd></div>`}
<div><dt>确认机关</dt><dd>${item.authority}</dd></div>
</dl>
${doors.length > 0 && html`<p class="acts">${doors.map((door) => link(door.href, door.label, 'button'))}</p>`}
</section>
${section('data', '公示内容', html`<dl class="data">${lines.map((line) => html`<div><dt>${line.label}${line.group && html`<span class="sub"> ${line.group}</span>`}</dt><dd>${line.value}</dd></div>`)}</dl>`)}`;
  return renderPage(view, { title: item.title, here: item.storedAt ? 'stored' : 'running', main });
}
