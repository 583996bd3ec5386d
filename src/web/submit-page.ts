import { type Html, html, jsonScript, safeHref } from './html';
import { renderPage } from './layout';
import { fileSize, link, time } from './parts';
import type { AttachmentSlot, CorrectionView, SubmitPageView } from './views';

/** The portal's start form: form-js draws the deployed form, attachments stand below it. */
export function renderSubmitPage(view: SubmitPageView): string {
  const { process, correction } = view;
  const main = html`<section class="card head" id="head">
<p class="eyebrow">${process.flow}</p>
<h1>${process.name}</h1>
${process.documentation && html`<p class="sub">${process.documentation}</p>`}
${view.doorHref && html`<p class="sub">不确定走哪个入口？${link(view.doorHref, '先答几个问题')}</p>`}
${view.sheetHref && html`<p class="sub">有多件？${link(view.sheetHref, '用表格批量申报')}</p>`}
${view.about && html`<p>所涉事项：${link(view.about.href, view.about.title)}</p>`}
${correction && sentBack(correction)}
</section>
<div id="problems" class="card problems" role="alert" tabindex="-1" hidden><h2>暂不能提交，请先处理以下问题</h2><ul></ul></div>
<section class="card" id="fields"><header><h2>填报内容</h2></header>
<div id="form"></div>
<noscript>${html`<p class="empty">填报需要启用 JavaScript。</p>`}</noscript>
</section>
${(view.attachments.length > 0 || view.checkAction) && attachments(view)}
${correction && changes()}<div class="submit"><button id="submit" class="button big" type="button" disabled>${correction ? '重新提交' : '提交'}</button>${view.drafts && html`<button id="save" class="button big plain" type="button" disabled>保存草稿</button>`}<span id="progress" class="sub" role="status"></span></div>
${jsonScript('page-data', {
  schema: view.schema,
  data: view.data ?? {},
  given: view.given,
  files: view.files ?? view.drafts?.files ?? [],
  action: safeHref(view.action),
  method: view.method ?? 'POST',
  csrfToken: view.csrfToken,
  maxBytes: view.limits?.maxBytes,
  challenge: view.challengeHref,
  accept: view.limits?.accept,
  checkAction: view.checkAction && safeHref(view.checkAction),
  drafts: view.drafts && { ...view.drafts, action: safeHref(view.drafts.action) },
})}
`;
  return renderPage(view, {
    title: process.name,
    main,
    styles: ['form-js/form-js.css'],
    scripts: [
      'form-viewer.js',
      'app/form.js',
      'app/once.js',
      ...(view.challengeHref ? ['app/proof.js'] : []),
      'app/submit.js',
    ],
  });
}

/** Why a case was sent back, who said so, and of which fields. */
function sentBack({ number, href, decision, remarks }: CorrectionView): Html {
  return html`<div class="notice" id="sent-back"><b>补正</b> ${link(href, number)}
${decision && html`<p class="sub">${decision.organisation} ${decision.person} · ${time(decision.at)} · ${decision.outcome}</p>`}${decision?.opinion && html`<blockquote>${decision.opinion}</blockquote>`}
${remarks.length > 0 && html`<ul>${remarks.map((one) => html`<li><b>${one.label}</b>：${one.remark}<span class="sub"> ${one.person}</span></li>`)}</ul>`}
<p class="sub">以下为上一轮的内容。姓名、证件号码等脱敏显示，未改动的按原内容提交；需要更改的，请填写完整内容。</p></div>`;
}

/** Where the page lists what is changed, as it is. */
function changes(): Html {
  return html`<section class="card" id="changes" aria-live="polite" hidden><header><h2>与上一轮相比的更改</h2></header>
<table class="stack rows"><thead><tr><th>项目</th><th>上一轮</th><th>本轮</th></tr></thead><tbody></tbody></table></section>
`;
}

function attachments(view: SubmitPageView): Html {
  const limit = view.limits && `单个文件不超过 ${fileSize(view.limits.maxBytes)}`;
  return html`<section class="card" id="attachments"${view.attachments.length === 0 && html` hidden`}><header><h2>附件材料</h2><div class="note">${limit}</div></header>
<ul class="slots">${view.attachments.map((slot) => slotItem(slot, view.limits?.accept))}</ul>
</section>`;
}

function slotItem(slot: AttachmentSlot, accept: string | undefined): Html {
  const id = `file-${slot.kind}`;
  return html`<li data-kind="${slot.kind}" data-label="${slot.label}"${slot.required && html` data-required`}>
<label for="${id}"><span>${slot.label}${slot.required && html`<span class="bad-text" title="必需">*</span>`}${slot.atLeastOneOf && html`<span class="sub">至少一项</span>`}</span><span class="pick">选择文件</span></label>
${slot.remarks?.map((remark) => html`<p class="remark">⚠ ${remark}</p>`)}<input id="${id}" type="file" multiple accept="${accept}"><ul class="picked"></ul></li>
`;
}
