import { type Html, html } from '../html';
import { renderPage } from '../layout';
import { badge, empty, link, time } from '../parts';
import type { ReleaseRow, ReleasesView } from './views';

/** Every release of the rules: when, by whom, why, and what hangs on it. */
export function renderReleases(view: ReleasesView): string {
  const main = html`<section class="card">
<header><h1>规则版本</h1><div class="note">共 ${view.total} 个 · 案件始终按受理时的版本办理</div></header>
${view.rows.length > 0 ? table(view.rows) : empty('还没有部署')}
<nav class="pages" aria-label="翻页">${view.firstHref && link(view.firstHref, '← 第一页')}${view.nextHref && link(view.nextHref, '下一页 →')}</nav>
</section>
`;
  return renderPage(view, { title: '规则版本', here: 'releases', main });
}

function table(rows: readonly ReleaseRow[]): Html {
  return html`<table class="stack releases">
<thead><tr><th>版本与理由</th><th>状态</th><th>部署</th><th>生效</th><th>改动</th><th>试算结果有变</th><th>案件（在办）</th></tr></thead>
<tbody>${rows.map(row)}</tbody>
</table>`;
}

function row(one: ReleaseRow): Html {
  return html`<tr>
<td class="lead">${link(one.href, html`版本 ${one.number}`)}<div class="sub">${one.reason ?? '未写理由'}</div></td>
<td data-th="状态"><span>${badge(one.state)}</span></td>
<td data-th="部署"><span>${time(one.createdAt)}${one.deployedBy && html`<span class="sub"> ${one.deployedBy}</span>`}</span></td>
<td data-th="生效" class="nowrap">${one.inForceFrom ?? '部署即生效'}</td>
<td data-th="改动">${one.changes === undefined ? '—' : `${one.changes} 处`}</td>
<td data-th="试算结果有变">${one.outcomes === undefined ? '未试算' : `${one.outcomes} 件次`}</td>
<td data-th="案件（在办）">${one.cases}（${one.open}）</td>
</tr>
`;
}
