import { type Html, html } from './html';
import { renderPage } from './layout';
import { empty, link } from './parts';
import type {
  Labelled,
  StatisticsCasesView,
  StatisticsLineView,
  StatisticsRowView,
  StatisticsView,
} from './views';

/** How authorities do: a table, of which a script draws a chart where there is one. */
export function renderStatistics(view: StatisticsView): string {
  const main = html`<section class="card">
<header><h1>主管部门考核统计</h1><div class="note">${view.from} 至 ${view.to} · ${link(view.csvHref, '下载 CSV')}${view.topHref && html` · ${link(view.topHref, '返回本单位')}`}</div></header>
<form class="filters" method="get" role="search">
<label>自<input type="date" name="from" value="${view.from}" required></label>
<label>至<input type="date" name="to" value="${view.to}" required></label>
<label class="tick"><input type="checkbox" name="below" value="1"${view.below && html` checked`}>各单位连同下级</label>
${view.under && html`<input type="hidden" name="under" value="${view.under}">`}
<button class="button" type="submit">查询</button>
</form>
<p class="acts">${view.periods.map(({ href, label }) => link(href, label))}</p>
<div class="chart" id="chart" hidden><canvas role="img" aria-label="各单位按时办理、逾期办理、在办已逾期的件数，数字见下表"></canvas></div>
${view.rows.length > 0 ? table(view) : empty('没有可以查看的单位')}
<p class="sub">${view.rates.map(({ label, part, whole }) => `${label} =${sum(part)} ÷${sum(whole)}；`)}在办和已办结的按现在计。点数字看各件。</p>
</section>
`;
  const scripts = ['chart.js/chart.umd.min.js', 'app/statistics.js'];
  return renderPage(view, { title: '主管部门考核统计', here: 'cases', main, scripts });
}

/** Measures as they are added up, behind a sign. */
function sum(measures: Labelled[]): string {
  const words = measures.map(({ label }) => label).join(' + ');
  return measures.length > 1 ? `（${words}）` : ` ${words}`;
}

function table({ measures, rates, rows }: StatisticsView): Html {
  return html`<div class="wide"><table class="stack rows" id="figures">
<thead><tr><th>单位</th>${measures.map(({ code, label }) => html`<th data-measure="${code}">${label}</th>`)}<th>天数中位数</th>${rates.map(({ label }) => html`<th>${label}</th>`)}</tr></thead>
<tbody>${rows.map((row) => line(row, measures, rates))}</tbody>
</table></div>`;
}

function line(row: StatisticsRowView, measures: Labelled[], rates: Labelled[]): Html {
  const percent = (value: number | null) => (value === null ? '—' : `${value}%`);
  return html`<tr>
<td class="lead">${row.belowHref ? link(row.belowHref, row.authorityName) : row.authorityName}</td>
${row.counts.map(({ n, href }, i) => html`<td data-th="${measures[i]?.label}">${href ? link(href, String(n)) : n}</td>`)}
<td data-th="天数中位数">${row.medianDays ?? '—'}</td>
${row.percents.map((value, i) => html`<td data-th="${rates[i]?.label}">${percent(value)}</td>`)}
</tr>
`;
}

/** What a number counts. */
export function renderStatisticsCases(view: StatisticsCasesView): string {
  const main = html`<section class="card">
<header><h1>${view.measure}</h1><div class="note">${view.from} 至 ${view.to} · ${link(view.csvHref, '下载 CSV')} · ${link(view.backHref, '返回统计')}</div></header>
${view.lines.length > 0 ? lines(view.lines) : empty('没有')}
<nav class="pages" aria-label="翻页">${view.firstHref && link(view.firstHref, '← 第一页')}${view.nextHref && link(view.nextHref, '下一页 →')}</nav>
</section>
`;
  return renderPage(view, { title: view.measure, here: 'cases', main });
}

function lines(rows: readonly StatisticsLineView[]): Html {
  return html`<table class="stack rows">
<thead><tr><th>案件</th><th>流程</th><th>单位</th><th>日期</th><th>事项</th></tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>
<td class="lead">${row.caseId ? link(`/cases/${row.caseId}`, `${row.number} ${row.title}`) : row.number}</td>
<td data-th="流程">${row.processName}</td>
<td data-th="单位">${row.authorityName}</td>
<td data-th="日期">${row.day}</td>
<td data-th="事项">${row.what}</td>
</tr>
`,
  )}</tbody>
</table>`;
}
