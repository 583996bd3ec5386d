import { type Html, html } from './html';
import { renderPage } from './layout';
import { empty } from './parts';
import type { CoverageLine, ReviewCoverageView } from './views';

/** How much of what was handed in was reviewed, by process and organisation. */
export function renderReviewCoverage(view: ReviewCoverageView): string {
  const main = html`<section class="card">
<header><h1>审查覆盖率</h1><div class="note">本单位及下级，按收到日期</div></header>
<form class="filters" method="get" role="search">
<label>自<input type="date" name="from" value="${view.from}" required></label>
<label>至<input type="date" name="to" value="${view.to}" required></label>
<button class="button" type="submit">查询</button>
</form>
${view.rows.length > 0 ? table(view) : empty('期间没有收到申请')}
</section>
`;
  return renderPage(view, { title: '审查覆盖率', here: 'cases', main });
}

function table({ rows, total }: ReviewCoverageView): Html {
  return html`<table class="stack rows">
<thead><tr><th>流程</th><th>主管部门</th><th>收到</th><th>审查前撤回</th><th>已审查</th><th>覆盖率</th></tr></thead>
<tbody>${[...rows, total].map(line)}</tbody>
</table>`;
}

function line(row: CoverageLine): Html {
  return html`<tr>
<td class="lead">${row.processName}</td>
<td data-th="主管部门">${row.organisationName}</td>
<td data-th="收到">${row.received}</td>
<td data-th="审查前撤回">${row.withdrawn}</td>
<td data-th="已审查">${row.reviewed}</td>
<td data-th="覆盖率">${row.percent === null ? '—' : `${row.percent}%`}</td>
</tr>
`;
}
