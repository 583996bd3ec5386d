import { type Html, html } from './html';
import { renderPage } from './layout';
import { empty, link } from './parts';
import { iso, lateness, shortDue } from './time';
import type { InboxView, Moment, TaskRow } from './views';

/** The inbox: the open tasks of one's organisations, the most urgent first. */
export function renderInbox(view: InboxView): string {
  const { rows, tabs, done } = view;
  const main = html`${done && html`<p class="notice good" role="status">✓ 已办理 ${link(done.href, html`<span class="mono">${done.number}</span> ${done.title}`)}</p>`}
<section class="card" id="inbox" data-state="${view.state}">
<header><h1>待办</h1><div class="note">按时限先后排列，有变化时自动更新</div></header>
<nav class="tabs" aria-label="筛选">${tabs.map(
    ({ label, count, href, here }) =>
      html`<a href="${href}"${here && html` aria-current="page"`}>${label} <b>${count}</b></a>`,
  )}</nav>
${view.lists.length > 0 && html`<p class="sub lists">逐条办理：${view.lists.map(({ href, title, count }) => html`${link(href, `${title}（${count}）`)} `)}</p>`}
${rows.length > 0 ? taskTable(rows, view.now) : empty('没有待办任务')}
<nav class="pages" aria-label="翻页">${view.firstHref && link(view.firstHref, '← 第一页')}${view.nextHref && link(view.nextHref, '下一页 →')}</nav>
</section>
`;
  return renderPage(view, { title: '待办', here: 'tasks', main, scripts: ['app/inbox.js'] });
}

function taskTable(rows: readonly TaskRow[], now: Moment): Html {
  return html`<table class="stack tasks">
<thead><tr><th>任务</th><th>案件</th><th>办理单位</th><th>时限</th><th>认领人</th><th></th></tr></thead>
<tbody>${rows.map((row) => taskRow(row, now))}</tbody>
</table>`;
}

function taskRow(row: TaskRow, now: Moment): Html {
  return html`<tr${row.late && html` class="late"`}>
<td class="lead">${link(row.href, row.name)}<div class="sub">${row.processName}</div></td>
<td data-th="案件"><span>${link(row.caseHref, row.title)}<span class="sub mono under">${row.number}</span></span></td>
<td data-th="办理单位">${row.organisation}</td>
<td data-th="时限"><span>${timeLimit(row, now)}</span></td>
<td data-th="认领人">${holder(row)}</td>
<td class="do">${link(row.href, row.assignee && !row.assignee.isMe ? '查看' : '办理', 'button')}</td>
</tr>
`;
}

/** 截至 9月3日 24:00, and how long that has been over. */
export function timeLimit({ dueAt, late }: Pick<TaskRow, 'dueAt' | 'late'>, now: Moment): Html {
  if (!dueAt) return html`无时限`;
  return html`<time datetime="${iso(dueAt)}">截至 ${shortDue(dueAt, now)}</time>${late && html` <span class="badge bad">${lateness(dueAt, now)}</span>`}`;
}

/** Who has claimed a task. */
export function holder({ assignee }: TaskRow): Html {
  if (!assignee) return html`<span class="sub">未认领</span>`;
  return assignee.isMe ? html`<b>我</b>` : html`${assignee.name}`;
}
