import { type Html, html } from '../html';
import { badge, link, markBadge, time } from '../parts';
import type { CaseFileView } from '../views';

/** Number, title, status, marks; who applied and when; what this person can do now. */
export function renderHead(view: CaseFileView): Html {
  const it = view.case;
  return html`<section class="card head" id="top">
<p class="eyebrow">${it.flow} ${it.processName} · <span class="mono">${it.number}</span></p>
<h1>${it.title}</h1>
<p class="badges">${badge(it.status)} ${it.marks.map(markBadge)} ${it.flags.map((flag) => html`<span class="badge flag">${flag.label}</span>`)}</p>
${it.statusReason && html`<p class="reason"><span class="sub">${it.status.label}</span>${it.statusReason}</p>`}
<dl class="facts">
<div><dt>申报企业</dt><dd>${it.applicant.name}<span class="sub mono">${it.applicant.id}</span></dd></div>
<div><dt>提交时间</dt><dd>${time(it.createdAt)}</dd></div>
<div><dt>申报轮次</dt><dd>第 ${it.round} 轮</dd></div>
<div><dt>办结时间</dt><dd>${it.closedAt ? time(it.closedAt) : '办理中'}</dd></div>
<div><dt>审计校验</dt><dd>${auditMark(view)}</dd></div>
</dl>
${(view.acts.length > 0 || view.withdrawal) && html`<p class="acts"><span class="sub">您可以办理</span>${view.acts.map((act) => link(act.href, act.label, 'button'))}${view.withdrawal && html`<button id="withdraw" class="button plain" type="button">撤回</button>`}</p>`}
${view.withdrawal && withdrawal(view.withdrawal.action)}
</section>
`;
}

/** Asks before a case is withdrawn, and for the reason. */
function withdrawal(action: string): Html {
  return html`<dialog id="withdrawal" aria-labelledby="withdrawal-h" data-action="${action}"><form method="dialog">
<h2 id="withdrawal-h">撤回申报</h2>
<p>撤回后本案件不再办理，不能恢复。</p>
<label for="withdrawal-reason">撤回原因</label>
<textarea id="withdrawal-reason" maxlength="2000" rows="3"></textarea>
<p class="bad-text" role="alert" hidden></p>
<p class="acts"><button class="button" type="submit" value="withdraw">确认撤回</button><button class="button plain" type="submit" value="cancel" formnovalidate>取消</button></p>
</form></dialog>`;
}

/** The check mark of the hash chain, or what is wrong with it. */
export function auditMark(view: CaseFileView): Html {
  const { ok, count, reason } = view.audit;
  return ok
    ? html`<a class="audit good-text" href="#events">✓ 完整，共 ${count} 条</a>`
    : html`<a class="audit bad-text" href="#events" title="${reason}">✗ 校验未通过</a>`;
}
