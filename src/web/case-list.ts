import { type Html, html } from './html';
import { renderPage } from './layout';
import { caseTable, empty, link } from './parts';
import type { CaseListView, Labelled } from './views';

/** The list of cases this person may see, with filters that work without JavaScript. */
export function renderCaseList(view: CaseListView): string {
  const main = html`<section class="card">
<header><h1>案件</h1><div class="note">共 ${view.total} 件${view.coverageHref && html` · ${link(view.coverageHref, '审查覆盖率')}`}${view.statisticsHref && html` · ${link(view.statisticsHref, '考核统计')}`}${view.stuckHref && html` · ${link(view.stuckHref, '没有人能办的任务')}`}</div></header>
<form class="filters" method="get" role="search">
<label>关键字<input type="search" name="q" value="${view.filter.q}" placeholder="编号、名称"></label>
<label>流程${select('process', view.processes, view.filter.process)}</label>
<label>状态${select('status', view.statuses, view.filter.status)}</label>
<label class="tick"><input type="checkbox" name="correct" value="1"${view.filter.correct && html` checked`}>待我单位补正</label>
<button class="button" type="submit">查询</button>
</form>
${view.rows.length > 0 ? caseTable(view.rows) : empty('没有符合条件的案件')}
<nav class="pages" aria-label="翻页">${view.firstHref && link(view.firstHref, '← 第一页')}${view.nextHref && link(view.nextHref, '下一页 →')}</nav>
</section>
`;
  return renderPage(view, { title: '案件', here: 'cases', main });
}

function select(name: string, options: readonly Labelled[], chosen: string | undefined): Html {
  return html`<select name="${name}"><option value="">全部</option>${options.map(
    ({ code, label }) =>
      html`<option value="${code}"${code === chosen && html` selected`}>${label}</option>`,
  )}</select>`;
}
