import { type Html, html } from '../html';
import { empty, said, section, time } from '../parts';
import type { CaseFileView, RuleItem, SaidValue } from '../views';

/** Why it went there: one sentence for each row of a decision table that matched. */
export function renderWhy(view: CaseFileView): Html {
  return section(
    'why',
    '分办依据',
    view.rules.length > 0
      ? html`<ol class="why">${view.rules.map(sentence)}</ol>`
      : empty('尚无决策记录'),
  );
}

function sentence(rule: RuleItem): Html {
  return html`<li>${time(rule.at)}<p>依据决策表「<span title="${rule.decisionId}">${rule.decisionName}</span>」第 <b>${rule.ruleId}</b> 行${rule.annotation && html`：${rule.annotation}`}</p>
<p class="because">${rule.inputs.length > 0 && html`<span class="given">${values(rule.inputs)}</span>`} <span class="arrow">→</span> <strong>${values(rule.outputs)}</strong></p></li>
`;
}

function values(items: readonly SaidValue[]): Html[] {
  return items.map(({ label, said: words }, i) => html`${i > 0 && '，'}${label}＝${said(words)}`);
}
