import { type Html, html, jsonScript } from '../html';
import { section } from '../parts';
import type { CaseFileView } from '../views';

/** Where the case stands on its diagram; static/case-file.js draws it with bpmn-js. */
export function renderDiagram(view: CaseFileView): Html {
  const { bpmnXml, href, active, visited, stepCounts } = view.diagram;
  return section(
    'diagram',
    '流程进展',
    html`<p id="diagram-now" class="now-at" hidden></p>
<div class="diagram"><div id="canvas" role="img" aria-label="${view.case.processName}流程图"></div></div>
<noscript>${html`<p class="empty">流程图需要启用 JavaScript。</p>`}</noscript>
${jsonScript('diagram-data', { bpmnXml: href ? undefined : bpmnXml, href, active, visited, stepCounts })}`,
    html`<span class="legend"><i class="key active"></i>当前环节 <i class="key visited"></i>已经过</span><span class="zoom" hidden><button type="button" data-zoom="out" aria-label="缩小">－</button><button type="button" data-zoom="fit">全图</button><button type="button" data-zoom="in" aria-label="放大">＋</button></span>`,
  );
}
