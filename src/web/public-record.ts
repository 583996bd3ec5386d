import { html } from './html';
import { renderPage } from './layout';
import { badge, day, empty, groupedData, link, publicPeriod, section } from './parts';
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
${(item.ends === null || item.ends > item.starts) && html`<div><dt>公示期</dt><dd>${publicPeriod(item)}</dd></div>`}
${item.storedAt && html`<div><dt>入库日期</dt><dd>${day(item.storedAt)}</dd></div>`}
<div><dt>确认机关</dt><dd>${item.authority}</dd></div>
</dl>
${doors.length > 0 && html`<p class="acts">${doors.map((door) => link(door.href, door.label, 'button'))}</p>`}
</section>
${section('data', '公示内容', lines.length > 0 ? groupedData(lines) : empty('没有公示内容'))}`;
  return renderPage(view, { title: item.title, here: item.storedAt ? 'stored' : 'running', main });
}
