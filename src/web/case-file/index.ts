import { html } from '../html';
import { renderPage } from '../layout';
import type { CaseFileView } from '../views';
import { renderAttachments, renderData, renderDocuments, renderLibrary } from './data';
import { renderDiagram } from './diagram';
import { renderHead } from './head';
import { renderDecisions, renderEvents, renderRounds } from './record';
import { renderTimeline } from './timeline';
import { renderWhy } from './why';

/** The case file: everything about one case on one page, most urgent first. */
export function renderCaseFile(view: CaseFileView): string {
  const sections: [string, string][] = [
    ['diagram', '流程进展'],
    ['timeline', '时限'],
    ['why', '分办依据'],
    ['decisions', '办理意见'],
    ...(view.rounds.length > 0 ? ([['rounds', '历次更正']] as [string, string][]) : []),
    ['data', '申报信息'],
    ['attachments', '附件'],
    ...(view.documents.length > 0 ? ([['documents', '文书']] as [string, string][]) : []),
    ...(view.library.length > 0 ? ([['library', '入库与更正']] as [string, string][]) : []),
    ['events', '操作记录'],
  ];
  const main = html`${renderHead(view)}
<nav class="sections" aria-label="本页内容">${sections.map(([id, name]) => html`<a href="#${id}">${name}</a>`)}</nav>
${renderDiagram(view)}${renderTimeline(view)}<div class="columns">${renderWhy(view)}${renderDecisions(view)}</div>
${renderRounds(view)}${renderData(view)}<div class="columns">${renderAttachments(view)}${renderDocuments(view)}</div>
${renderLibrary(view)}${renderEvents(view)}`;
  return renderPage(view, {
    title: `${view.case.number} ${view.case.title}`,
    here: 'cases',
    main,
    styles: ['bpmn-js/assets/diagram-js.css', 'bpmn-js/assets/bpmn-js.css'],
    scripts: ['bpmn-js/bpmn-navigated-viewer.production.min.js', 'app/once.js', 'app/case-file.js'],
  });
}
