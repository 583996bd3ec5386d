import { type Content, type Html, html } from '../html';
import { dueTime, section, time } from '../parts';
import { date, daysBetween, lastDay, weekday } from '../time';
import type { CaseFileView, DeadlineItem, DecisionItem } from '../views';

const states = { OPEN: '进行中', MET: '按期完成', OVER: '已超期' } as const;
const tones = { OPEN: 'active', MET: 'good', OVER: 'bad' } as const;
const units = { WD: '个工作日', CD: '日' } as const;

/** A day that is drawn, or a stretch of days in which nothing happened. */
type Column = { date: string; rest?: string | undefined } | { gap: number };

/** Every deadline day by day on one axis, with what people did and where now is. */
export function renderTimeline(view: CaseFileView): Html {
  const today = date(view.now ?? new Date());
  const columns = columnsOf(view, today);
  return section(
    'timeline',
    '时间轴与时限',
    html`<div class="scroll" tabindex="0" role="group" aria-label="时间轴，可左右滚动"><table class="axis">
<thead>${monthRow(columns)}<tr>${columns.map((column) => dayHead(column, today))}</tr></thead>
<tbody>${actRow(view, columns)}${view.deadlines.map((deadline) => deadlineRows(deadline, columns, today))}</tbody>
</table></div>
${view.deadlines.length === 0 && html`<p class="empty">本案件尚无时限</p>`}`,
    html`<span class="legend"><i class="key work"></i>工作日 <i class="key rest"></i>休息日 <i class="key due"></i>到期 <i class="key today"></i>今天</span>`,
  );
}

/** Days of deadlines, acts and today; a silence of more than three days becomes one gap. */
function columnsOf(view: CaseFileView, today: string): Column[] {
  const rest = new Map<string, string | undefined>();
  const dates = new Set([date(view.case.createdAt), ...view.decisions.map((d) => date(d.at))]);
  for (const deadline of view.deadlines) {
    dates.add(date(deadline.startedAt));
    for (const day of deadline.days) {
      dates.add(day.date);
      if (!day.working) rest.set(day.date, day.name ?? '休息日');
    }
  }
  if (view.case.closedAt) dates.add(date(view.case.closedAt));
  else dates.add(today);
  const columns: Column[] = [];
  let previous: string | undefined;
  for (const each of [...dates].sort()) {
    const silent = previous ? daysBetween(previous, each) - 1 : 0;
    if (silent > 3) columns.push({ gap: silent });
    else
      for (let n = silent; n > 0; n -= 1)
        columns.push({
          date: date(new Date(Date.parse(`${each}T00:00:00+08:00`) - n * 86_400_000)),
        });
    columns.push({ date: each, rest: rest.get(each) });
    previous = each;
  }
  return columns;
}

function monthRow(columns: readonly Column[]): Html {
  const months: { label: string; span: number }[] = [];
  for (const column of columns) {
    const label = 'date' in column ? column.date.slice(0, 7) : (months.at(-1)?.label ?? '');
    const last = months.at(-1);
    if (last?.label === label) last.span += 1;
    else months.push({ label, span: 1 });
  }
  return html`<tr class="months">${months.map(
    ({ label, span }) =>
      html`<th colspan="${span}" scope="colgroup"><span>${span > 2 && `${label.slice(0, 4)} 年 `}${Number(label.slice(5))} 月</span></th>`,
  )}</tr>`;
}

function dayHead(column: Column, today: string): Html {
  if ('gap' in column) return html`<th class="gap" title="${column.gap} 天无办理">⋯</th>`;
  const classes = [column.rest && 'off', column.date === today && 'today']
    .filter(Boolean)
    .join(' ');
  return html`<th scope="col" class="${classes}" title="${column.date}${column.rest && ` ${column.rest}`}">${Number(column.date.slice(8))}<small>${column.date === today ? '今' : weekday(column.date)}</small></th>`;
}

/** One row of dots: what was decided on which day. */
function actRow(view: CaseFileView, columns: readonly Column[]): Html {
  const byDate = new Map<string, Content[]>();
  const add = (day: string, dot: Html) => byDate.set(day, [...(byDate.get(day) ?? []), dot]);
  add(date(view.case.createdAt), html`<a href="#top" class="dot start" title="提交申报">●</a>`);
  view.decisions.forEach((decision, index) => {
    add(date(decision.at), dot(decision, index));
  });
  if (view.case.closedAt)
    add(date(view.case.closedAt), html`<a href="#top" class="dot end" title="办结">■</a>`);
  return html`<tr class="label"><th colspan="${columns.length}"><div>办理 <span class="sub">点击圆点查看意见</span></div></th></tr>
<tr class="dots">${columns.map((column) => html`<td>${'date' in column && byDate.get(column.date)}</td>`)}</tr>
`;
}

function dot(decision: DecisionItem, index: number): Html {
  const tone = decision.valid ? (decision.late ? 'late' : 'ok') : 'void';
  return html`<a href="#decision-${index + 1}" class="dot ${tone}" title="${decision.actLabel}：${decision.outcomeLabel}（${decision.organisation}）">●</a>`;
}

function deadlineRows(deadline: DeadlineItem, columns: readonly Column[], today: string): Html {
  const last = lastDay(deadline.dueAt);
  const days = new Map(deadline.days.map((day) => [day.date, day]));
  let counted = 0;
  const cells = columns.map((column) => {
    const day = 'date' in column ? days.get(column.date) : undefined;
    if (!day) return html`<td></td>`;
    const counts = day.working || deadline.unit !== 'WD';
    if (counts) counted += 1;
    const classes = [
      counts ? 'work' : 'rest',
      day.date < today && 'past',
      day.date === today && 'today',
      day.date === last && `due ${deadline.state}`,
    ];
    const count = deadline.unit === 'DATE' ? '截止日' : `第 ${counted} ${units[deadline.unit]}`;
    const tip = [day.date, day.name, counts ? count : '不计'];
    return html`<td><b class="${classes.filter(Boolean).join(' ')}" title="${tip.filter(Boolean).join(' ')}">${counts ? (deadline.unit === 'DATE' ? '止' : counted) : '休'}</b></td>`;
  });
  return html`<tr class="label"><th colspan="${columns.length}" scope="rowgroup"><div>${deadline.label} <span class="badge ${tones[deadline.state]}">${states[deadline.state]}</span> <span class="sub">${lengthOf(deadline)}${dueTime(deadline.dueAt)} 止</span></div></th></tr>
<tr class="boxes">${cells}</tr>
`;
}

/** How long a period is and since when; a fixed last day says nothing of it. */
function lengthOf({ n, unit, startedAt }: DeadlineItem): string {
  return unit === 'DATE' ? '定日 · ' : `${n} ${units[unit]} · ${time(startedAt)} 起，`;
}
