import { type Html, html } from '../html';
import { badge, empty, fileSize, link, section, time } from '../parts';
import type { AttachmentItem, CaseFileView, DataItem, DocumentItem } from '../views';

/** The fields as entered, grouped as on the form. */
export function renderData(view: CaseFileView): Html {
  const groups = new Map<string, DataItem[]>();
  for (const item of view.data) {
    const name = item.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  const lists = [...groups].map(
    ([name, items]) => html`${name && html`<h3>${name}</h3>`}${fields(items)}${items.map(table)}`,
  );
  return section('data', '申报信息', lists.length > 0 ? lists : empty('没有填报内容'));
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
