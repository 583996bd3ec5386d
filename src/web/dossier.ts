import { type Html, html } from './html';
import { renderPage } from './layout';
import { badge, caseTable, day, empty, groupedData, link, markBadge, section } from './parts';
import type { CaseRow, DossierEntry, DossierView } from './views';

const TITLES = { project: '项目档案', enterprise: '企业档案', person: '人员档案' };

/** All that somebody may see of a project, an enterprise or a person: what it can be used for, the way it went, records, cases. */
export function renderDossier(view: DossierView): string {
  const name = TITLES[view.kind];
  const main = html`<section class="card head" id="top">
<p class="eyebrow">${name} · <span class="mono">${view.key}</span></p>
<h1>${view.title}</h1>
<p class="sub">您可见的案件 ${view.total} 件</p>
${stages(view.cases)}
</section>
${view.uses.length > 0 && section('uses', '今天可以用于', uses(view.uses))}
${section('entries', '库中记录', view.entries.length > 0 ? view.entries.map(entry) : empty('库中没有记录'))}
${section('cases', '案件', caseTable(view.cases), `共 ${view.total} 件`)}
<nav class="pages" aria-label="翻页">${view.firstHref && link(view.firstHref, '← 最新的')}${view.nextHref && link(view.nextHref, '更早的 →')}</nav>
`;
  return renderPage(view, { title: `${name} ${view.key}`, here: 'cases', main });
}

/** The way it went, oldest first. */
function stages(cases: readonly CaseRow[]): Html {
  return html`<ol class="stages" aria-label="办理经过">${[...cases]
    .reverse()
    .map(
      (row) =>
        html`<li>${link(row.href, html`<b>${row.processName}</b><span class="sub">${row.flow} · ${day(row.createdAt)}</span>`)}${badge(row.status)}</li>`,
    )}</ol>`;
}

function uses(rows: DossierView['uses']): Html {
  return html`<table class="stack rows"><thead><tr><th>事项</th><th>可否</th><th>理由</th></tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr><td data-th="事项">${row.use}</td><td data-th="可否"><span class="badge ${row.allowed ? 'good' : 'neutral'}">${row.allowed ? '可以' : '不可以'}</span></td><td data-th="理由">${row.reason}</td></tr>
`,
  )}</tbody></table>`;
}

function entry(it: DossierEntry, index: number): Html {
  return html`<article class="entry" id="entry-${index + 1}">
<h3>${it.library} · ${it.kind} <span class="mono sub">${it.shownAs}</span></h3>
<p class="badges">${badge(it.status)} ${it.marks.map(markBadge)} <span class="badge ${it.counts ? 'good' : 'neutral'}">${it.counts ? '计入' : '不计入'}</span> <span class="sub">${it.why}</span></p>
<details><summary>内容与历次版本（${it.versions.length}）</summary>
${groupedData(it.data)}
<table class="stack rows"><thead><tr><th>版本</th><th>状态</th><th>生效</th><th>失效</th><th>案件</th></tr></thead>
<tbody>${it.versions.map(version)}</tbody></table></details>
</article>
`;
}

function version(it: DossierEntry['versions'][number]): Html {
  return html`<tr><td data-th="版本">${it.version}</td><td data-th="状态"><span>${badge(it.status)} ${it.marks.map(markBadge)}</span></td><td data-th="生效">${day(it.from)}</td><td data-th="失效">${it.until ? day(it.until) : '现行'}</td><td data-th="案件">${it.case ? link(it.case.href, html`<span class="mono">${it.case.number}</span>`) : '—'}</td></tr>
`;
}
