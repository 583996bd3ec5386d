import { type Html, html } from '../html';
import { empty, link, said, section } from '../parts';
import type { ReplayItem, ReplayView } from './views';

/** What the new rules would have said to past cases, group by group, with examples. */
export function renderReplay(replay: ReplayView | undefined): Html {
  if (!replay) return section('replay', '试算', empty('这一版没有经过试算（npm run plan）'));
  return section(
    'replay',
    '以往案件试算',
    html`${sentence(replay)}
${replay.groups.length > 0 ? groups(replay) : empty('没有一件以往案件的结果有变')}
${replay.notReplayed.length > 0 && notReplayed(replay)}
${replay.neverHit.length > 0 && neverHit(replay)}
${(replay.neverAsked?.length ?? 0) > 0 && html`<p class="sub">以往案件没有问过的表：<span class="mono">${replay.neverAsked?.join('、')}</span></p>`}`,
    html`用时 ${replay.seconds.toFixed(1)} 秒`,
  );
}

function sentence({ cases, judgements, evaluations, changed }: ReplayView): Html {
  const n = (count: number) => html`<b>${count.toLocaleString('en')}</b>`;
  return html`<p>以往 ${n(cases)} 件案件的 ${n(judgements)} 次判断，按原规则和新规则各算一遍（共 ${n(evaluations)} 次计算）：${n(changed)} 件次结果有变。</p>`;
}

function groups({ groups: all }: ReplayView): Html {
  const most = Math.max(...all.map(({ count }) => count));
  return html`<table class="stack replay">
<thead><tr><th>流程与主管部门</th><th>什么变了</th><th>件数</th><th>例</th></tr></thead>
<tbody>${all.map((one) => group(one, most))}</tbody>
</table>`;
}

function group({ flow, authority, kind, count, examples }: ReplayItem, most: number): Html {
  return html`<tr>
<td class="lead">${said(flow)}<div class="sub">${authority}</div></td>
<td data-th="什么变了"><span><span class="badge warn">${kind}</span></span></td>
<td data-th="件数" class="share"><span><b>${count.toLocaleString('en')}</b><meter min="0" max="${most}" value="${count}">${count}</meter></span></td>
<td data-th="例"><ul class="examples">${examples.map(example)}</ul></td>
</tr>
`;
}

function example({ number, href, before, after }: ReplayItem['examples'][number]): Html {
  const name = html`<span class="mono">${number}</span>`;
  return html`<li>${href ? link(href, name) : name}<span class="was"><del>${said(before)}</del> <span class="arrow">→</span> <ins>${said(after)}</ins></span></li>`;
}

function notReplayed({ notReplayed: all }: ReplayView): Html {
  const count = all.reduce((sum, one) => sum + one.count, 0);
  return html`<details><summary>未能试算的判断（${count.toLocaleString('en')}）</summary>
<ul class="plain">${all.map(({ reason, count: n }) => html`<li>${reason}：${n.toLocaleString('en')}</li>`)}</ul></details>`;
}

function neverHit({ neverHit: all }: ReplayView): Html {
  const count = all.reduce((sum, { rows }) => sum + rows.length, 0);
  return html`<details><summary>以往案件从未用到的行（${count.toLocaleString('en')}）</summary>
<ul class="plain">${all.map(({ table, rows }) => html`<li>${table} <span class="sub mono">${rows.join('、')}</span></li>`)}</ul></details>`;
}
