import { type Html, html } from './html';
import { renderPage } from './layout';
import { empty, link, time } from './parts';
import type { StuckTaskLine, StuckTasksView } from './views';

const WHY = {
  NAMED: '指定的人员账号已停用或已调离',
  CLAIMED: '认领的人员账号已停用或已调离',
  NOBODY: '该单位没有在用的账号',
} as const;

/** Open tasks that nobody can do; the case file has the buttons that help. */
export function renderStuckTasks(view: StuckTasksView): string {
  const main = html`<section class="card">
<header><h1>没有人能办的任务</h1><div class="note">本单位看得到的在办案件，按人员现在的账号和单位</div></header>
${view.tasks.length > 0 ? table(view.tasks) : empty('没有这样的任务')}
</section>
`;
  return renderPage(view, { title: '没有人能办的任务', here: 'cases', main });
}

function table(tasks: readonly StuckTaskLine[]): Html {
  return html`<table class="stack rows">
<thead><tr><th>案件</th><th>任务</th><th>办理单位</th><th>原因</th><th>等待自</th></tr></thead>
<tbody>${tasks.map(line)}</tbody>
</table>
<p class="sub">打开案件，用“改派任务”或“终止案件”处理。</p>`;
}

function line(task: StuckTaskLine): Html {
  return html`<tr>
<td class="lead">${link(task.href, `${task.number} ${task.title}`)}</td>
<td data-th="任务">${task.name}</td>
<td data-th="办理单位">${task.organisations.join('、')}</td>
<td data-th="原因">${WHY[task.why]}${task.person && html`<span class="sub mono"> ${task.person}</span>`}</td>
<td data-th="等待自">${time(task.createdAt)}</td>
</tr>
`;
}
