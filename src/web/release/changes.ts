import { type Html, html } from '../html';
import { empty, said, section } from '../parts';
import type { ChangedModel, ChangeItem } from './views';

/** What changed, model by model: what was, and what is instead. */
export function renderChanges(models: readonly ChangedModel[]): Html {
  const count = models.reduce((sum, { changes }) => sum + changes.length, 0);
  return section(
    'changes',
    '改了什么',
    models.length > 0 ? models.map(model) : empty('与上一版没有不同'),
    count > 0 && html`${models.length} 个文件，${count} 处`,
  );
}

function model({ of, name, file, changes }: ChangedModel): Html {
  return html`<div class="changed"><h3><span class="badge neutral">${of}</span> ${name} <small class="code">${file}</small></h3>
<table class="stack diff"><thead><tr><th>位置</th><th>原来</th><th>现在</th></tr></thead>
<tbody>${changes.map(change)}</tbody></table></div>
`;
}

const verbs = { added: '新增', removed: '删除' } as const;

function change(item: ChangeItem): Html {
  const { kind, where, row } = item;
  const about = row.length > 0 && html`<span class="about">${said(row)}</span>`;
  const verb =
    kind !== 'changed' &&
    html`<span class="badge ${kind === 'added' ? 'good' : 'bad'}">${verbs[kind]}</span> `;
  return html`<tr class="${kind}"><td class="lead">${verb}${where}${about}</td>${item.cells.length > 0 ? wholeRow(item) : values(item)}</tr>
`;
}

function values({ kind, before, after }: ChangeItem): Html {
  if (kind === 'added')
    return html`<td data-th="原来" class="none">—</td><td data-th="现在"><span><ins>${after && said(after)}</ins></span></td>`;
  if (kind === 'removed')
    return html`<td data-th="原来"><span><del>${before && said(before)}</del></span></td><td data-th="现在" class="none">—</td>`;
  return html`<td data-th="原来"><span>${before ? html`<del>${said(before)}</del>` : html`<span class="none">—</span>`}</span></td><td data-th="现在"><span>${after ? html`<ins>${said(after)}</ins>` : html`<span class="none">—</span>`}</span></td>`;
}

/** A row that came or went, cell by cell: what it asks for, and what it gives. */
function wholeRow({ kind, cells }: ChangeItem): Html {
  const side = (wanted: 'input' | 'output') =>
    cells
      .filter((cell) => cell.side === wanted)
      .map(
        ({ label, value }) => html`<span class="pair"><span>${label}</span>${said(value)}</span>`,
      );
  const row = html`${side('input')}<span class="arrow">→</span>${side('output')}`;
  return html`<td colspan="2" data-th="${kind === 'added' ? '现在' : '原来'}">${kind === 'added' ? html`<ins class="cells">${row}</ins>` : html`<del class="cells">${row}</del>`}</td>`;
}
