import { type Content, type Html, html, safeHref } from './html';
import { date, dateTime, due, iso, lastDay } from './time';
import type { CaseRow, DataItem, Labelled, Moment, Said, Tone } from './views';

const tones: [RegExp, Tone][] = [
  [/REFUS|REJECT|NOT_|FAIL|VOID|OVER|EXPIRE|WITHDRAW|DENIED|FALSE/, 'bad'],
  [/UNCONFIRMED|RETURN|LATE|URGE|DOUBT|SUSPEND|OBJECTION|KEY_CHECK|INCOMPLETE/, 'warn'],
  [
    /APPROV|ENTERED|STORED|CORRECTED|GRADED|PASS|PUBLISH|CONFIRMED|LISTED|DONE|REPLIED|EFFECT|ACCEPTED/,
    'good',
  ],
  [/WAIT|REVIEW|PEND|SUBMIT|TO_|ISSUED|OPEN|PUBLICITY/, 'active'],
];

/** The colour of a badge: as told, else by the code's words. Looks only; no rule hangs on it. */
export function toneOf(status: Labelled & { tone?: Tone }): Tone {
  return status.tone ?? tones.find(([words]) => words.test(status.code))?.[1] ?? 'neutral';
}

/** A status as a coloured badge. */
export function badge(status: Labelled & { tone?: Tone }): Html {
  return html`<span class="badge ${toneOf(status)}">${status.label}</span>`;
}

/** A mark as a warning badge. */
export function markBadge(mark: Labelled): Html {
  return html`<span class="badge warn">⚠ ${mark.label}</span>`;
}

/** A moment, machine-readable too. */
export function time(moment: Moment): Html {
  return html`<time datetime="${iso(moment)}">${dateTime(moment)}</time>`;
}

/** The end of a deadline (24:00 of its last day). */
export function dueTime(moment: Moment): Html {
  return html`<time datetime="${iso(moment)}">${due(moment)}</time>`;
}

/** A day of Asia/Shanghai. */
export function day(moment: Moment): Html {
  return html`<time datetime="${iso(moment)}">${date(moment)}</time>`;
}

/** From the day of one moment to the last day before another. */
export function period(from: Moment, until: Moment): Html {
  return html`<span>${day(from)} 至 <time datetime="${iso(until)}">${lastDay(until)}</time></span>`;
}

/** When something is in publicity; one without an end says since when. */
export function publicPeriod({ starts, ends }: { starts: Moment; ends: Moment | null }): Html {
  return ends === null ? html`<span>长期公示，自 ${day(starts)} 起</span>` : period(starts, ends);
}

/** Fields with their labels, those of a group under its name, what stands in none after them. */
export function groupedData(items: readonly DataItem[]): Html[] {
  const groups = new Map<string, DataItem[]>();
  for (const item of items) {
    const name = item.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return [...groups].map(
    ([name, members], index) =>
      html`${(name || index > 0) && html`<h3>${name || '其他'}</h3>`}${fields(members)}${members.map(table)}`,
  );
}

function fields(items: DataItem[]): Html | false {
  const single = items.filter((item) => !item.table);
  return (
    single.length > 0 &&
    html`<dl class="data">${single.map(
      (item) => html`<div><dt>${item.label}</dt><dd>${item.value || '—'}</dd></div>`,
    )}</dl>`
  );
}

function table({ label, table: list }: DataItem): Html | false {
  if (!list) return false;
  const row = (cells: string[]) =>
    html`<tr>${cells.map((text, i) => html`<td data-th="${list.columns[i]}">${text || '—'}</td>`)}</tr>`;
  return html`<div class="scroll"><table class="stack rows"><caption>${label}（共 ${list.rows.length} 项）</caption>
<thead><tr>${list.columns.map((name) => html`<th>${name}</th>`)}</tr></thead>
<tbody>${list.rows.map(row)}</tbody></table></div>`;
}

/** A link that can only lead to a page. */
export function link(href: string, content: Content, className = ''): Html {
  return html`<a href="${safeHref(href)}"${className && html` class="${className}"`}>${content}</a>`;
}

/** What is said in words, with the code of each small beside it. */
export function said(pieces: readonly Said[]): Html[] {
  return pieces.map(
    ({ text, code }) => html`${text}${code && html` <small class="code">${code}</small>`}`,
  );
}

/** `1.4 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A section of a page with its anchor; `note` stands right of the heading. */
export function section(id: string, title: string, content: Content, note?: Content): Html {
  return html`<section id="${id}" class="card" aria-labelledby="${id}-h">
<header><h2 id="${id}-h">${title}</h2>${note && html`<div class="note">${note}</div>`}</header>
${content}
</section>
`;
}

/** What a section says when it has nothing. */
export function empty(text: string): Html {
  return html`<p class="empty">${text}</p>`;
}

/** The table of cases of the list and of the home page. */
export function caseTable(rows: readonly CaseRow[]): Html {
  return html`<table class="stack cases">
<thead><tr><th>编号与事项</th><th>流程</th><th>申报企业</th><th>状态</th><th>时限</th><th>提交时间</th></tr></thead>
<tbody>${rows.map(caseRow)}</tbody>
</table>`;
}

function caseRow(row: CaseRow): Html {
  return html`<tr>
<td class="lead">${link(row.href, row.title)}<div class="sub mono">${row.number}</div></td>
<td data-th="流程"><span>${row.processName} <span class="sub">${row.flow}</span></span></td>
<td data-th="申报企业">${row.applicant}</td>
<td data-th="状态"><span>${badge(row.status)} ${row.marks.map(markBadge)}</span></td>
<td data-th="时限" class="nowrap${row.over && ' bad-text'}">${row.dueAt ? dueTime(row.dueAt) : '—'}${row.over && ' 已超期'}</td>
<td data-th="提交时间" class="nowrap">${time(row.createdAt)}</td>
</tr>
`;
}
