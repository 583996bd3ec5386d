import { html, jsonScript, safeHref } from './html';
import { renderPage } from './layout';
import type { DoorView } from './views';

/** A few questions, and below them where the answers lead. */
export function renderDoor(view: DoorView): string {
  const main = html`<section class="card head" id="head">
<h1>${view.title}</h1>
<p class="sub">先答几个问题，再填报。这里不保存任何内容。</p>
</section>
<section class="card" id="fields"><div id="form"></div>
<noscript>${html`<p class="empty">查询需要启用 JavaScript。</p>`}</noscript>
</section>
<div class="submit"><button id="ask" class="button big" type="button" disabled>查看入口</button><span id="progress" class="sub" role="status"></span></div>
<div id="problems" class="card problems" role="alert" tabindex="-1" hidden><h2>没有可走的入口</h2><ul></ul></div>
<section id="way" class="card" role="status" tabindex="-1" hidden><header><h2>请走这个入口</h2></header>
<p><a id="way-link" class="button big" href="/"></a></p>
</section>
${jsonScript('page-data', { schema: view.schema, action: safeHref(view.action) })}
`;
  return renderPage(view, {
    title: view.title,
    here: 'home',
    main,
    styles: ['form-js/form-js.css'],
    scripts: ['form-viewer.js', 'app/form.js', 'app/door.js'],
  });
}
