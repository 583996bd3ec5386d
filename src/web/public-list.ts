import { type Html, html } from './html';
import { renderPage } from './layout';
import { badge, day, empty, link, publicPeriod } from './parts';
import type { PublicItem, PublicListView } from './views';

const TITLES = { running: '公示中', stored: '已入库' };

/** What is in publicity and what is stored; search and paging work without JavaScript. */
export function renderPublicList(view: PublicListView): string {
  const title = TITLES[view.list];
  const main = html`<h1 class="greeting">公示与入库查询</h1>
<section class="card">
<nav class="tabs" aria-label="列表">${tab(view, 'running')}${tab(view, 'stored')}</nav>
<form class="filters" method="get" action="/public" role="search">
<input type="hidden" name="list" value="${view.list}">
<label>项目名称、编号、企业<input type="search" name="q" value="${view.asked}" maxlength="100" placeholder="至少两个字；编号从头输入"></label>
<button class="button" type="submit">查询</button>
${view.asked && link(listHref(view.list), '清除')}
</form>
${view.items.length > 0 ? table(view) : empty(nothing(view))}
<nav class="pages" aria-label="翻页">${view.firstHref && link(view.firstHref, '← 第一页')}${view.nextHref && link(view.nextHref, '下一页 →')}</nav>
</section>
${view.doors.length > 0 && html`<section class="card"><header><h2>反映问题</h2></header><p class="acts">${view.doors.map((door) => link(door.href, door.label, 'button'))}</p></section>`}`;
  return renderPage(view, { title, here: view.list, main });
}

const listHref = (list: PublicListView['list'], asked?: string) =>
  `/public?${new URLSearchParams([['list', list], ...(asked ? [['q', asked]] : [])])}`;

function tab(view: PublicListView, list: PublicListView['list']): Html {
  const current = view.list === list && html` aria-current="page"`;
  return html`<a href="${listHref(list, view.asked)}"${current}>${TITLES[list]}</a>`;
}

function nothing(view: PublicListView): string {
  if (view.askedTooLittle) return '请输入至少两个字';
  return view.asked ? '没有符合条件的记录' : '没有记录';
}

function table(view: PublicListView): Html {
  const when = view.list === 'stored' ? '入库日期' : '公示期';
  return html`<table class="stack cases">
<thead><tr><th>项目</th><th>确认机关</th><th>${when}</th><th>状态</th></tr></thead>
<tbody>${view.items.map((item) => row(item, view.list, when))}</tbody>
</table>`;
}

function row(item: PublicItem, list: PublicListView['list'], when: string): Html {
  return html`<tr>
<td class="lead">${link(item.href, item.title)}<div class="sub mono">${item.subject ?? item.number}</div></td>
<td data-th="确认机关">${item.authority}</td>
<td data-th="${when}">${list === 'stored' && item.storedAt ? day(item.storedAt) : publicPeriod(item)}</td>
<td data-th="状态"><span>${badge(item.state)}</span></td>
</tr>
`;
}
