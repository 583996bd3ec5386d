import { type Html, html } from '../html';
import { badge, empty, fileSize, groupedData, link, section, time } from '../parts';
import type { AttachmentItem, CaseFileView, DocumentItem, LibraryItem } from '../views';

/** The fields as entered, grouped as on the form. */
export function renderData(view: CaseFileView): Html {
  const lists = groupedData(view.data);
  return section('data', '申报信息', lists.length > 0 ? lists : empty('没有填报内容'));
}

/** Attachments with the hash that proves what was handed in. */
export function renderAttachments(view: CaseFileView): Html {
  const { attachments } = view;
  return section(
    'attachments',
    '附件材料',
    attachments.length > 0
      ? html`<ul class="files">${attachments.map(attachment)}</ul>`
      : empty('没有附件'),
    attachments.length > 0 && `共 ${attachments.length} 件`,
  );
}

function attachment(file: AttachmentItem): Html {
  return html`<li><span class="kind">${file.kindLabel}</span><span class="what">${link(file.href, file.name)}<span class="sub">${fileSize(file.size)} · ${time(file.uploadedAt)} · SHA-256 <span class="mono" title="${file.sha256}">${file.sha256.slice(0, 12)}…</span></span></span></li>\n`;
}

/** Documents the authority issued on the case; nothing while there is none. */
export function renderDocuments(view: CaseFileView): Html | false {
  return (
    view.documents.length > 0 &&
    section('documents', '文书', html`<ul class="files">${view.documents.map(issued)}</ul>`)
  );
}

function issued(item: DocumentItem): Html {
  return html`<li><span class="kind">${item.title}</span><span class="what">${link(item.href, item.number)}<span class="sub">${time(item.issuedAt)} 下发</span></span>${badge(item.status)}</li>\n`;
}

/** What the case made of library entries, old beside new; nothing while it made none. */
export function renderLibrary(view: CaseFileView): Html | false {
  return (
    view.library.length > 0 && section('library', '入库与更正', html`${view.library.map(version)}`)
  );
}

function version(item: LibraryItem): Html {
  return html`<h3>${item.kind} <span class="mono">${item.key}</span> 第${item.version}版 ${badge(item.status)}</h3>
<p class="sub">${time(item.at)} ${item.rows.length === 0 ? '写入' : '更改，原版本保留'}</p>
${
  item.rows.length > 0 &&
  html`<div class="scroll"><table class="stack rows">
<thead><tr><th>项目</th><th>第${item.version - 1}版</th><th>第${item.version}版</th></tr></thead>
<tbody>${item.rows.map((row) => html`<tr><td class="lead">${row.label}</td><td data-th="第${item.version - 1}版">${row.before || '—'}</td><td data-th="第${item.version}版">${row.after || '—'}</td></tr>`)}</tbody></table></div>`
}`;
}
