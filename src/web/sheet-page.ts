import { type Content, html, jsonScript, safeHref } from './html';
import { renderPage } from './layout';
import { badge, fileSize, link, time } from './parts';
import type { SheetCasesView, SheetPageView } from './views';

/** Many submissions from one spreadsheet: the template, the choice of files, what each row is told. */
export function renderSheetPage(view: SheetPageView): string {
  const { process, limits } = view;
  const main = html`<section class="card head" id="head">
<p class="eyebrow">${process.flow}</p>
<h1>${process.name} · 批量申报</h1>
<p class="sub">一行一件，最多 ${view.most} 件；全部行通过检查才提交，有一行不通过则一件也不提交。只申报一件的，请${link(view.singleHref, '在线填写')}。</p>
</section>
<div id="problems" class="card problems" role="alert" tabindex="-1" hidden><h2>不能提交</h2><ul></ul></div>
<section class="card" id="fields"><header><h2>填写与上传</h2></header>
<ol class="steps">
<li><b>下载模板并填写</b> ${link(view.templateHref, '下载模板（.xlsx）', 'button plain small')}${view.lists.length > 0 && html`<p class="sub">${view.lists.map((name) => `“${name}”`).join('、')}含多行内容，不在模板中，须填写这些内容的请在线申报。</p>`}</li>
<li><label for="sheet"><b>选择填好的表格</b></label> <input id="sheet" type="file" accept=".xlsx"></li>
${
  view.hasFiles &&
  html`<li><label for="files"><b>选择各行写明的附件</b>（可多选）</label> <input id="files" type="file" multiple accept="${limits.accept}"><p class="sub">附件列写文件名，单个文件不超过 ${fileSize(limits.maxBytes)}。<span id="chosen"></span></p></li>`
}
</ol>
<noscript>${html`<p class="empty">批量申报需要启用 JavaScript。</p>`}</noscript>
</section>
<div class="submit"><button id="check" class="button big plain" type="button" disabled>检查</button><button id="submit" class="button big" type="button" disabled>提交</button><progress id="bar" max="1" value="0" hidden></progress><span id="progress" class="sub" role="status"></span></div>
<section class="card" id="preview" hidden><header><h2>检查结果</h2><div class="note" id="verdict"></div></header>
<div class="scroll"><table class="sheet"><thead></thead><tbody></tbody></table></div></section>
${jsonScript('page-data', {
  uploadAction: safeHref(view.uploadAction),
  checkAction: safeHref(view.checkAction),
  action: safeHref(view.action),
  maxBytes: limits.maxBytes,
})}
`;
  return renderPage(view, {
    title: `${process.name} 批量申报`,
    main,
    scripts: ['app/form.js', 'app/once.js', 'app/sheet.js'],
  });
}

/** What came of the rows of a spreadsheet. */
export function renderSheetCases(view: SheetCasesView): string {
  const { statuses, cases } = view;
  const main = html`<section class="card" id="sheet-cases" data-going="${view.going}">
<header><h1>批量申报 ${view.processName}</h1><div class="note">${time(view.at)} 提交，共 ${cases.length} 件</div></header>
<ul class="chips">${statuses.map(({ status, count }) => html`<li>${badge(status)} <b>${count}</b></li>`)}</ul>
<table class="stack rows"><thead><tr><th>行</th><th>案件</th><th>状态</th></tr></thead>
<tbody>${cases.map(
    ({ row, href, number, title, status }): Content =>
      html`<tr><td data-th="行" class="num">${row}</td><td class="lead">${link(href, title)}<div class="sub mono">${number}</div></td><td data-th="状态">${badge(status)}</td></tr>\n`,
  )}</tbody></table>
</section>
`;
  return renderPage(view, {
    title: `批量申报 ${view.processName}`,
    here: 'cases',
    main,
    scripts: ['app/sheet-cases.js'],
  });
}
