import { type Html, html, jsonScript } from '../html';
import { dueTime, section, time } from '../parts';
import type { CalledDiagram, CaseFileView, WaitingItem } from '../views';

/**
 * Where the case stands on its diagram and on those of the processes it called, and what it waits for;
 * static/case-file.js draws them with bpmn-js.
 */
export function renderDiagram(view: CaseFileView): Html {
  const { href, bpmnXml, active, visited, stepCounts, called = [], waiting = [] } = view.diagram;
  const { processName } = view.case;
  const own = { key: '', name: processName, active, visited, stepCounts };
  const diagrams = [{ ...own, href, bpmnXml: href ? undefined : bpmnXml }, ...called];
  return section(
    'diagram',
    '流程进展',
    html`<p id="diagram-now" class="now-at" hidden></p>
<p id="diagram-path" class="path" hidden></p>
<div class="diagram"><div id="canvas" role="img" aria-label="${processName}流程图"></div></div>
<noscript>${html`<p class="empty">流程图需要启用 JavaScript。</p>`}</noscript>
${waiting.length > 0 && html`<div id="waiting"><h3>正在等待</h3><ul class="plain">${waiting.map(waitingItem)}</ul></div>`}
${called.length > 0 && calledList(called)}
${jsonScript('diagram-data', diagrams)}`,
    html`<span class="legend"><i class="key active"></i>当前环节 <i class="key visited"></i>已经过</span><span class="zoom" hidden><button type="button" data-zoom="out" aria-label="缩小">－</button><button type="button" data-zoom="fit">全图</button><button type="button" data-zoom="in" aria-label="放大">＋</button></span>`,
  );
}

function waitingItem({ name, processName, until }: WaitingItem): Html {
  const where = processName && html`<span class="sub">（${processName}）</span>`;
  return html`<li>${until ? html`到 ${dueTime(until)}：` : '消息：'}<b>${name}</b>${where}</li>`;
}

/** The processes that were called: what is under way stands open, the rest is folded away. */
function calledList(called: readonly CalledDiagram[]): Html {
  const running = called.some(({ endedAt }) => endedAt === null);
  return html`<details id="called"${running && html` open`}><summary>调用的流程（${called.length}），点击查看其流程图</summary>
<ul class="plain">${called.map(calledItem)}</ul></details>`;
}

function calledItem({ key, name, calledByName, startedAt, endedAt }: CalledDiagram): Html {
  const by =
    calledByName && calledByName !== name && html` <span class="sub">${calledByName}</span>`;
  return html`<li><button type="button" class="as-link" data-called="${key}">${name}</button>${by} <span class="sub">${time(startedAt)}</span> ${endedAt ? html`<span class="sub">已结束</span>` : html`<span class="badge active">进行中</span>`}</li>`;
}
