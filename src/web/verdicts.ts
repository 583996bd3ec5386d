import { type Html, html, jsonScript } from './html';
import { timeLimit } from './inbox';
import { renderPage } from './layout';
import { empty, link } from './parts';
import type { Moment, VerdictRow, VerdictsView } from './views';

/** Tasks of one kind, decided row by row. */
export function renderVerdicts(view: VerdictsView): string {
  const { rows } = view;
  const main = html`<div id="problems" class="card problems" role="alert" tabindex="-1" hidden><h2>未能办理</h2><ul></ul></div>
<section class="card" id="verdicts">
<header><h1>逐条办理：${view.name}</h1><div class="note">${view.processName} · ${rows.length} 件${view.more && '（其余在办理之后列出）'}</div></header>
${rows.length > 0 ? table(view) : empty('没有可以逐条办理的任务')}
</section>
<div class="submit"><button id="decide" class="button big" type="button" disabled>提交已选的结论</button>${link('/tasks', '返回待办', 'button big plain')}<span id="progress" class="sub" role="status"></span></div>
${jsonScript('page-data', { action: '/api/tasks/verdicts' })}
`;
  return renderPage(view, {
    title: `逐条办理 ${view.name}`,
    here: 'tasks',
    main,
    scripts: ['app/form.js', 'app/once.js', 'app/verdicts.js'],
  });
}

function table({ rows, columns, opinion, options, now }: VerdictsView): Html {
  return html`<div class="scroll"><table class="sheet decide">
<thead><tr><th>案件</th><th>结论<br><select id="all" aria-label="未选的全部选为"><option value="">未选的全部选为…</option>${options.map(({ value, label }) => html`<option value="${value}">${label}</option>`)}</select></th>${opinion && html`<th>${opinion}</th>`}<th>时限</th>${columns.map((name) => html`<th>${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => line(row, columns, opinion !== undefined, now))}</tbody>
</table></div>`;
}

function line(row: VerdictRow, columns: string[], hasOpinion: boolean, now: Moment): Html {
  const about = `${row.number} ${row.title}`;
  return html`<tr data-case="${row.caseId}" data-act="${row.act}">
<td class="lead">${link(row.href, row.title)}<span class="sub mono under">${row.number}</span></td>
<td><select class="verdict" aria-label="结论 ${about}"><option value="">—</option>${row.options.map(({ value, label }) => html`<option value="${value}">${label}</option>`)}</select><span class="why"></span></td>
${hasOpinion && html`<td><textarea class="opinion" rows="1" aria-label="意见 ${about}"></textarea></td>`}<td>${timeLimit(row, now)}</td>
${columns.map((name) => html`<td>${row.values[name] ?? ''}</td>`)}</tr>
`;
}
