import { type Html, html } from '../html';
import { empty, section, time } from '../parts';
import type { CaseFileView, DecisionItem, EventItem, RoundItem } from '../views';

/** Who decided what, with the opinion in full. */
export function renderDecisions(view: CaseFileView): Html {
  return section(
    'decisions',
    '办理意见',
    view.decisions.length > 0
      ? html`<ol class="decisions">${view.decisions.map(decision)}</ol>`
      : empty('尚无办理意见'),
  );
}

function decision(item: DecisionItem, index: number): Html {
  return html`<li id="decision-${index + 1}"${!item.valid && html` class="void"`}><p><b>${item.actLabel}</b><span class="badge ${item.valid ? 'neutral' : 'bad'}">${item.outcomeLabel}</span>${item.late && html`<span class="badge warn">逾期办理</span>`}${!item.valid && html`<span class="badge bad">无效：无权办理</span>`}</p>
${item.opinion && html`<blockquote>${item.opinion}</blockquote>`}${item.remarks && item.remarks.length > 0 && html`<ul class="remarks">${item.remarks.map((one) => html`<li><b>${one.label}</b>：${one.remark}</li>`)}</ul>`}
<p class="sub">${item.organisation} ${item.person} · ${time(item.at)}</p></li>
`;
}

/** What was changed in each corrected round, old beside new; nothing while there is none. */
export function renderRounds(view: CaseFileView): Html | false {
  return (
    view.rounds.length > 0 &&
    section('rounds', '历次更正', html`${view.rounds.map(correctedRound)}`)
  );
}

function correctedRound({ round, at, person, organisation, changes }: RoundItem): Html {
  return html`<h3>第 ${round} 轮</h3>
<p class="sub">${organisation} ${person} · ${time(at)} 提交${changes.length === 0 && '，内容与上一轮相同'}</p>
${
  changes.length > 0 &&
  html`<div class="scroll"><table class="stack rows">
<thead><tr><th>项目</th><th>第 ${round - 1} 轮</th><th>第 ${round} 轮</th></tr></thead>
<tbody>${changes.map((one) => html`<tr><td class="lead">${one.label}</td><td data-th="第 ${round - 1} 轮">${one.before || '—'}</td><td data-th="第 ${round} 轮">${one.after || '—'}</td></tr>`)}</tbody></table></div>`
}`;
}

/** The audit trail: who did what when, each event chained to the one before by its hash. */
export function renderEvents(view: CaseFileView): Html {
  const { ok, count, checkedAt, reason } = view.audit;
  const mark = ok
    ? html`<span><span class="good-text">✓ 审计链完整</span>，${count} 条，${time(checkedAt)} 校验</span>`
    : html`<span><span class="bad-text">✗ 审计链校验未通过${reason && `：${reason}`}</span>，${time(checkedAt)} 校验</span>`;
  return section(
    'events',
    '操作记录',
    html`<table class="stack events">
<thead><tr><th>序号</th><th>时间</th><th>操作</th><th>人员</th><th>说明</th><th>摘要</th></tr></thead>
<tbody>${view.events.map(event)}</tbody>
</table>`,
    mark,
  );
}

function event(item: EventItem): Html {
  return html`<tr><td class="num" data-th="序号">${item.seq}</td><td class="nowrap" data-th="时间">${time(item.at)}</td><td class="lead" title="${item.action}">${item.actionLabel}</td><td data-th="人员"><span>${item.person}${item.organisation !== item.person && html`<span class="sub"> ${item.organisation}</span>`}</span></td><td data-th="说明">${item.detail}</td><td class="mono" data-th="摘要" title="${item.hash}">${item.hash.slice(0, 8)}</td></tr>
`;
}
