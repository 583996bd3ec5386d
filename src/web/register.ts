import { html } from './html';
import { renderPage } from './layout';
import { empty, link } from './parts';
import type { RegisterView } from './views';

/** What everybody may look up in the libraries; search and paging work without JavaScript. */
export function renderRegister(view: RegisterView): string {
  const main = html`<h1 class="greeting">企业、人员、项目和信用查询</h1>
<section class="card">
<nav class="tabs" aria-label="列表">${view.tabs.map(
    ({ code, label, href }) =>
      html`<a href="${href}"${code === view.list && html` aria-current="page"`}>${label}</a>`,
  )}</nav>
<form class="filters" method="get" action="/public/register" role="search">
<input type="hidden" name="list" value="${view.list}">
<label>名称、代码、编号<input type="search" name="q" value="${view.asked}" maxlength="100"></label>
<button class="button" type="submit">查询</button>
</form>
${
  view.lines.length > 0
    ? html`<table class="stack rows">
<thead><tr><th>名称</th><th>公开信息</th><th>列入日期</th></tr></thead>
<tbody>${view.lines.map(
        (line) => html`<tr>
<td class="lead">${line.title}</td>
<td data-th="公开信息">${line.fields.map(({ label, value }) => html`<div>${label}：${value}</div>`)}</td>
<td data-th="列入日期">${line.day}</td>
</tr>
`,
      )}</tbody>
</table>`
    : empty(view.asked ? '没有符合条件的记录' : '没有记录')
}
<nav class="pages" aria-label="翻页">${view.firstHref && link(view.firstHref, '← 第一页')}${view.nextHref && link(view.nextHref, '下一页 →')}</nav>
</section>
`;
  return renderPage(view, { title: view.title, here: 'register', main });
}
