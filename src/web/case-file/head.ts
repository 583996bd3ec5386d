import { type Html, html } from '../html';
import { badge, link, markBadge, time } from '../parts';
import type { Administration, CaseFileView } from '../views';

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
${it.dossiers.length > 0 && html`<div><dt>档案</dt><dd>${it.dossiers.map(({ title, href }) => html`${link(href, title)} `)}</dd></div>`}
</dl>
${(view.acts.length > 0 || view.withdrawal || view.administration) && html`<p class="acts"><span class="sub">您可以办理</span>${view.acts.map((act) => link(act.href, act.label, 'button'))}${view.withdrawal && html`<button id="withdraw" class="button plain" type="button" data-opens="withdrawal">撤回</button>`}${view.administration && administrationButtons(view.administration)}</p>`}
${view.withdrawal && withdrawal(view.withdrawal.action)}
${view.administration && administration(view.administration)}
</section>
`;
}

/** Asks before a case is withdrawn, and for the reason. */
function withdrawal(action: string): Html {
  return html`<dialog id="withdrawal" aria-labelledby="withdrawal-h" data-action="${action}"><form method="dialog">
<h2 id="withdrawal-h">撤回申报</h2>
<p>撤回后本案件不再办理，不能恢复。</p>
<label for="withdrawal-reason">撤回原因</label>
<textarea id="withdrawal-reason" name="reason" maxlength="2000" rows="3"></textarea>
<p class="bad-text" role="alert" hidden></p>
<p class="acts"><button class="button" type="submit" value="withdraw">确认撤回</button><button class="button plain" type="submit" value="cancel" formnovalidate>取消</button></p>
</form></dialog>`;
}

function administrationButtons({ tasks }: Administration): Html {
  return html`${tasks.length > 0 && html`<button class="button plain" type="button" data-opens="reassignment">改派任务</button>`}<button class="button plain" type="button" data-opens="termination">终止案件</button>`;
}

/** Asks an administrator what is to become of a task or of the case, and for the reason. */
function administration({ action, tasks }: Administration): Html {
  return html`<dialog id="reassignment" class="ask" aria-labelledby="reassignment-h" data-action="${action}/reassignment"><form method="dialog">
<h2 id="reassignment-h">改派任务</h2>
<p>改派后任务由所填的单位、人员办理，原办理单位和人员会收到消息。</p>
<label for="reassignment-task">任务</label>
<select id="reassignment-task" name="task">${tasks.map(({ key, name, organisation }) => html`<option value="${key}">${name}（${organisation}）</option>`)}</select>
<label for="reassignment-organisation">改派给哪个单位（单位代码，不填则单位不变）</label>
<input id="reassignment-organisation" name="organisation" maxlength="100">
<label for="reassignment-person">改派给谁（登录账号，不填则由该单位人员认领）</label>
<input id="reassignment-person" name="person" maxlength="60">
<label for="reassignment-reason">理由</label>
<textarea id="reassignment-reason" name="reason" maxlength="2000" rows="3"></textarea>
<p class="bad-text" role="alert" hidden></p>
<p class="acts"><button class="button" type="submit" value="send">确认改派</button><button class="button plain" type="submit" value="cancel" formnovalidate>取消</button></p>
</form></dialog>
<dialog id="termination" class="ask" aria-labelledby="termination-h" data-action="${action}/termination"><form method="dialog">
<h2 id="termination-h">终止案件</h2>
<p>终止后本案件不再办理，不能恢复；申请人和各有关单位会收到消息。</p>
<label for="termination-reason">理由</label>
<textarea id="termination-reason" name="reason" maxlength="2000" rows="3"></textarea>
<p class="bad-text" role="alert" hidden></p>
<p class="acts"><button class="button" type="submit" value="send">确认终止</button><button class="button plain" type="submit" value="cancel" formnovalidate>取消</button></p>
</form></dialog>`;
}

/** The check mark of the hash chain, or what is wrong with it. */
export function auditMark(view: CaseFileView): Html {
  const { ok, count, reason } = view.audit;
  return ok
    ? html`<a class="audit good-text" href="#events">✓ 完整，共 ${count} 条</a>`
    : html`<a class="audit bad-text" href="#events" title="${reason}">✗ 校验未通过</a>`;
}
