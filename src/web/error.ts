import { html } from './html';
import { renderPage } from './layout';
import type { ErrorView } from './views';

/** An error a person can read, with what support needs to find it. */
export function renderError(view: ErrorView): string {
  const main = html`<section class="card error">
<p class="status">${view.status}</p>
<h1>${view.title}</h1>
${view.detail && html`<p>${view.detail}</p>`}
<p class="sub">${view.code && html`错误代码 <span class="mono">${view.code}</span> `}${view.requestId && html`请求编号 <span class="mono">${view.requestId}</span>`}</p>
<p><a class="button" href="${view.isPublic ? '/public' : '/'}">返回首页</a></p>
</section>
`;
  return renderPage(view, { title: view.title, main });
}
