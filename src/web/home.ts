import { type Content, type Html, html } from './html';
import { renderPage } from './layout';
import { caseTable, empty, link, section, time } from './parts';
import type { DraftRow, HomeView, StartableProcess } from './views';

/** The first page: what one can start, what is under way, what the platform has to say. */
export function renderHome(view: HomeView): string {
  const unread = view.messages.filter((message) => !message.read).length;
  const main = html`<h1 class="greeting">${view.user.name}，您好<span class="sub">${view.user.organisations.join('、')}</span></h1>
${view.processes.length > 0 && section('start', '我要申报', areas(view.processes))}
${view.drafts.length > 0 && section('drafts', '草稿', drafts(view.drafts))}
${section('recent', '最近案件', view.cases.length > 0 ? caseTable(view.cases) : empty('还没有案件'), link(view.casesHref, '全部案件'))}
${section('messages', '消息', messages(view), unread > 0 && html`<span class="badge bad">${unread} 条未读</span>`)}`;
  return renderPage(view, { title: '首页', here: 'home', main, scripts: ['app/home.js'] });
}

function drafts(rows: readonly DraftRow[]): Html {
  return html`<ul class="messages drafts">${rows.map(
    (row) =>
      html`<li><span>${link(row.href, row.title || row.processName)}<span class="sub"> ${row.title && row.processName} ${time(row.updatedAt)} 保存</span></span><button class="button plain" type="button" data-delete="${row.action}" aria-label="删除草稿 ${row.title || row.processName}">删除</button></li>`,
  )}</ul>`;
}

function areas(processes: readonly StartableProcess[]): Content {
  const names = [...new Set(processes.map((process) => process.areaLabel))];
  return names.map(
    (name) =>
      html`${name && html`<h3>${name}</h3>`}<ul class="tiles">${processes
        .filter((process) => process.areaLabel === name)
        .map(
          (process) =>
            html`<li>${link(process.href, html`<b>${process.name}</b><span class="sub">${process.flow}</span>`)}</li>`,
        )}</ul>`,
  );
}

function messages(view: HomeView): Html {
  if (view.messages.length === 0) return empty('没有消息');
  return html`<ul class="messages">${view.messages.map(
    (message) =>
      html`<li${!message.read && html` class="unread"`}>${message.href ? link(message.href, message.text) : message.text}<span class="sub">${time(message.at)}</span></li>`,
  )}</ul>`;
}
