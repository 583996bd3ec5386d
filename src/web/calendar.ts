import { type Html, html } from './html';
import { renderPage } from './layout';
import { empty, link, section, time } from './parts';
import type { CalendarView } from './views';

const KINDS: Record<string, string> = { WORK: '工作日', REST: '休息日', NATIONAL: '按国家日历' };

/** The calendar of working days: what differs from the national one, and the form to publish more. */
export function renderCalendar(view: CalendarView): string {
  const main = html`<h1 class="greeting">工作日历<span class="sub">国务院每年公布的安排之外的日期，或尚未收录的年度</span></h1>
${section('publish', '发布日期', form())}
${section('published', '已发布', view.publications.length > 0 ? view.publications.map(publication) : empty('还没有发布过'))}
${section('days', '现有的日期', view.days.length > 0 ? days(view.days) : empty('没有，全部按国家日历'))}`;
  return renderPage(view, { title: '工作日历', main, scripts: ['app/calendar.js'] });
}

function form(): Html {
  return html`<form id="calendar" class="calendar">
<label>日期（CSV：日期,类别,名称；类别为 工作日、休息日、按国家日历）
<textarea name="text" rows="8" required>日期,类别,名称
</textarea></label>
<label>依据<input name="why" maxlength="500" required></label>
<p><button class="button" type="submit" value="preview" formnovalidate>预览</button>
<button class="button" type="submit" value="publish" id="publish-button" disabled>发布</button></p>
<div id="preview" aria-live="polite"></div>
</form>`;
}

function publication({
  at,
  person,
  why,
  days,
  moved,
  waiting,
  left,
}: CalendarView['publications'][number]): Html {
  return html`<section class="publication"><h3>${time(at)} ${person}</h3><p>${why}</p>
<p>${days.map(({ date, kind, name }) => `${date} ${KINDS[kind] ?? kind} ${name}`).join('；')}</p>
<p>${moved} 个期限已改动${waiting > 0 && `，${waiting} 个正在改动`}</p>
${left.length > 0 && html`<ul>${left.map(({ href, caseNumber, key, why }) => html`<li>未改动：${link(href, caseNumber)} ${key} ${why}</li>`)}</ul>`}</section>`;
}

function days(rows: CalendarView['days']): Html {
  return html`<table class="stack rows"><thead><tr><th>日期</th><th>类别</th><th>名称</th></tr></thead>
<tbody>${rows.map(({ date, kind, name }) => html`<tr><td class="lead">${date}</td><td>${KINDS[kind]}</td><td>${name}</td></tr>`)}</tbody></table>`;
}
