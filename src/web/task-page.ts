import { html, jsonScript, safeHref } from './html';
import { holder, timeLimit } from './inbox';
import { renderPage } from './layout';
import { link } from './parts';
import type { TaskView } from './views';

/** A task: what it is about, and the form that Tasklist shows, drawn by form-js. */
export function renderTask(view: TaskView): string {
  const { task } = view;
  const { assignee } = task;
  const state = assignee ? (assignee.isMe ? 'mine' : 'others') : 'free';
  const main = html`<section class="card head" id="head" data-holder="${state}">
<p class="eyebrow">${task.processName} · <span class="mono">${task.number}</span></p>
<h1>${task.name}</h1>
<p>${link(task.caseHref, task.title)} <span class="sub">${link(view.inTasklistHref, '在 Tasklist 中打开')}</span></p>
<dl class="facts">
<div><dt>时限</dt><dd>${timeLimit(task, view.now)}</dd></div>
<div><dt>办理单位</dt><dd>${task.organisation}</dd></div>
<div><dt>认领人</dt><dd id="holder">${holder(task)}</dd></div>
</dl>
${state === 'others' && html`<p class="notice">${assignee?.name} 已认领，办理前须由其放弃认领。</p>`}
</section>
<div id="problems" class="card problems" role="alert" tabindex="-1" hidden><h2>暂不能办结，请先处理以下问题</h2><ul></ul></div>
<section class="card" id="fields"><header><h2>办理内容</h2></header>
<div id="form"></div>
<noscript>${html`<p class="empty">办理需要启用 JavaScript。</p>`}</noscript>
</section>
<div class="submit"><button id="claim" class="button big" type="button" hidden>认领并办理</button><button id="complete" class="button big" type="button" hidden>办结提交</button><button id="give-back" class="button big plain" type="button" hidden>放弃认领</button><a class="button big plain" href="/tasks">返回待办</a><span id="progress" class="sub" role="status"></span></div>
${jsonScript('page-data', {
  schema: view.schema,
  data: view.data,
  claimAction: safeHref(view.claimAction),
  completeAction: safeHref(view.completeAction),
  doneHref: safeHref(view.doneHref),
})}
`;
  return renderPage(view, {
    title: `${task.name} ${task.number}`,
    here: 'tasks',
    main,
    styles: ['form-js/form-js.css'],
    scripts: ['form-viewer.js', 'app/form.js', 'app/once.js', 'app/task.js'],
  });
}
