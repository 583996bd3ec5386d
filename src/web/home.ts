import { type Content, type Html, html } from './html';
import { renderPage } from './layout';
import { caseTable, empty, link, section, time } from './parts';
import type { CountItem, DraftRow, HomeView, MessageRow, StartableProcess } from './views';

/** The first page: what one can start, what is under way, what the platform has to say. */
export function renderHome(view: HomeView): string {
  const main = html`<h1 class="greeting">${view.user.name}，您好<span class="sub">${view.user.organisations.join('、')}</span></h1>
<ul class="counts">${view.counts.map(count)}</ul>
${view.processes.length + view.closed.length > 0 && section('start', '我要申报', html`${areas(view.processes)}${closed(view.closed)}`, doors(view))}
${view.drafts.length > 0 && section('drafts', '草稿', drafts(view.drafts))}
${section('recent', '最近案件', view.cases.length > 0 ? caseTable(view.cases) : empty('还没有案件'), html`${view.dossierHref && html`${link(view.dossierHref, '企业档案')} · `}${link(view.casesHref, '全部案件')}`)}
${section('messages', '消息', messages(view), unread(view))}`;
  return renderPage(view, { title: '首页', here: 'home', main, scripts: ['app/home.js'] });
}

function drafts(rows: readonly DraftRow[]): Html {
  return html`<ul class="messages drafts">${rows.map(
    (row) =>
      html`<li><span>${link(row.href, row.title || row.processName)}<span class="sub"> ${row.title && row.processName} ${time(row.updatedAt)} 保存</span></span><button class="button plain" type="button" data-delete="${row.action}" data-etag="${row.etag}" aria-label="删除草稿 ${row.title || row.processName}">删除</button></li>`,
  )}</ul>`;
}

function doors({ doors }: HomeView): Content {
  return doors.map(({ href, title }) => html`不知道走哪个入口？${link(href, title)} `);
}

function areas(processes: readonly StartableProcess[]): Content {
  const names = [...new Set(processes.map((process) => process.areaLabel))];
  return names.map(
    (name) =>
      html`${name && html`<h3>${name}</h3>`}<ul class="tiles">${processes
        .filter((process) => process.areaLabel === name)
        .map(tile)}</ul>`,
  );
}

function tile({ href, name, flow, says, entries, more }: StartableProcess): Html {
  return html`<li>${link(href, html`<b>${name}</b><span class="sub">${flow}</span>`)}${says.map(({ text, none }) => html`<p class="sub">${text}${none && '（暂无）'}</p>`)}${
    entries.length > 0 &&
    html`<ul class="for">${entries.map((one) => html`<li>${link(one.href, one.title)}${!one.title.includes(one.key) && html` <span class="sub mono">${one.key}</span>`}</li>`)}${more && html`<li class="sub">还有更多，可在申报页填写编号</li>`}</ul>`
  }</li>`;
}

/** The forms stay within reach: whether something is taken is said by its own checks. */
function closed(processes: readonly StartableProcess[]): Content {
  return (
    processes.length > 0 &&
    html`<details id="closed"><summary>现在不能填报的（${processes.length}）</summary><ul class="tiles">${processes.map(tile)}</ul></details>`
  );
}

function count({ label, count, href, tone }: CountItem): Html {
  return html`<li class="${count > 0 && tone}">${link(href, html`<b>${count}</b><span>${label}</span>`)}</li>`;
}

function unread({ unread, messages }: HomeView): Content {
  if (unread === 0) return false;
  const shown = messages.filter((message) => message.readAction).length;
  return html`<span class="badge bad">${unread} 条未读</span>${shown > 0 && html`<button class="button plain" type="button" id="read-all">所列全部标为已读</button>`}`;
}

function messages(view: HomeView): Html {
  if (view.messages.length === 0) return empty('没有消息');
  return html`<ul class="messages">${view.messages.map(message)}</ul>`;
}

function message({ at, text, about, readAction }: MessageRow): Html {
  return html`<li${readAction && html` class="unread"`}><span>${text}${about && html`<span class="sub about">${link(about.href, html`<span class="mono">${about.number}</span> ${about.title}`)}</span>`}</span><span class="sub when">${time(at)}${readAction && html` <button class="button plain small" type="button" data-read="${readAction}" aria-label="标为已读：${text}">已读</button>`}</span></li>
`;
}
