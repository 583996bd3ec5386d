import { type Html, html, jsonScript, safeHref } from './html';
import { renderPage } from './layout';
import { fileSize, link } from './parts';
import type { AttachmentSlot, SubmitPageView } from './views';

/** The portal's start form: form-js draws the deployed form, attachments stand below it. */
export function renderSubmitPage(view: SubmitPageView): string {
  const { process, correction } = view;
  const main = html`<section class="card head" id="head">
<p class="eyebrow">${process.flow}</p>
<h1>${process.name}</h1>
${process.documentation && html`<p class="sub">${process.documentation}</p>`}
${view.about && html`<p>所涉事项：${link(view.about.href, view.about.title)}</p>`}
${correction && html`<div class="notice"><b>补正</b> ${link(correction.href, correction.number)}${correction.opinion && html`<blockquote>${correction.opinion}</blockquote>`}</div>`}
</section>
<div id="problems" class="card problems" role="alert" tabindex="-1" hidden><h2>暂不能提交，请先处理以下问题</h2><ul></ul></div>
<section class="card" id="fields"><header><h2>填报内容</h2></header>
<div id="form"></div>
<noscript>${html`<p class="empty">填报需要启用 JavaScript。</p>`}</noscript>
</section>
${(view.attachments.length > 0 || view.checkAction) && attachments(view)}
<div class="submit"><button id="submit" class="button big" type="button" disabled>${correction ? '重新提交' : '提交'}</button>${view.drafts && html`<button id="save" class="button big plain" type="button" disabled>保存草稿</button>`}<span id="progress" class="sub" role="status"></span></div>
${jsonScript('page-data', {
  schema: view.schema,
  data: view.data ?? {},
  given: view.given,
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
      ...(view.challengeHref ? ['app/proof.js'] : []),
      'app/submit.js',
    ],
  });
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
<input id="${id}" type="file" multiple accept="${accept}"><ul class="picked"></ul></li>
`;
}
