import { type Gate, gatesOf } from '../../models/gate';
import type { DecisionModel, Models, ProcessModel } from '../../models/read';
import { supportingRule } from '../../models/supporting-rule';
import { steps } from './flow-steps';
import { errorCodes, sorted } from './generate-ids';
import { code, heading, page, table } from './markdown';
import { isTopLevel } from './rule-options';

/**
 * `docs/flows.md`: every process in words, those that start by a submission first, and what other
 * requirements are shown by.
 * @param openApi the API's document
 */
export function generateFlowsDoc(models: Models, openApi: string): string {
  const processes = sorted(Object.keys(models.processes)).flatMap(
    (id) => models.processes[id] ?? [],
  );
  const ordered = [...processes.filter(isTopLevel), ...processes.filter((p) => !isTopLevel(p))];
  const index = table(
    ['process', 'name', 'flow', 'start form'],
    ordered.map(({ id, name, flow, startForm }) => [
      `[${code(id)}](#${id})`,
      name,
      flow ?? 'called',
      code(startForm),
    ]),
  );
  const sections = ordered.map((process) => section(process, models));
  return page(
    heading('Flows', '`bpmn/`, `dmn/` and `forms/`'),
    index,
    gates(gatesOf(models)),
    operations(openApi),
    ...sections,
  );
}

/** Operations of the API that say in their summary which requirement they show. */
function operations(openApi: string): string {
  const { paths } = JSON.parse(openApi) as { paths: Record<string, Record<string, Operation>> };
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary = '' }]) => ({ path, method, summary })),
  );
  const rows = all.flatMap(({ path, method, summary }) => {
    const [, flow] = /[（(]([A-Z]+-\d+[A-Za-z]?)[)）]/.exec(summary) ?? [];
    return flow ? [[flow, code(`${method.toUpperCase()} ${path}`), summary]] : [];
  });
  if (rows.length === 0) return '';
  return page(
    '## By the API alone',
    'What no process and no table decides: operations that name the requirement they show.',
    table(['flow', 'operation', 'what'], rows),
  );
}

interface Operation {
  summary?: string;
}

/** What other systems ask: no process, a table that answers over HTTP. */
function gates(all: Gate[]): string {
  if (all.length === 0) return '';
  return page(
    '## Gates',
    'Decisions that other systems ask over HTTP, `POST /api/gates/<gate>` (docs/developers.md, “Gates”); no process runs.',
    table(
      ['gate', 'name', 'flow', 'asked by', 'form', 'decisions'],
      all.map(({ id, name, flow, askedBy, form, facts }) => [
        code(id),
        name,
        flow,
        askedBy.map(code).join(', '),
        code(form.file),
        [id, ...facts.map((entry) => supportingRule(entry).decision)]
          .map((decision) => `[${code(decision)}](rules.md#${decision})`)
          .join(', '),
      ]),
    ),
  );
}

function section(process: ProcessModel, models: Models): string {
  const decisions = decisionsOf(process).flatMap((id) => models.decisions[id] ?? []);
  return page(
    `## ${process.id}`,
    `${process.name}${process.flow ? ` (${process.flow})` : ''}, ${code(process.file)}`,
    declarations(process),
    table(['#', 'step', 'kind', 'what'], steps(process)),
    decisions.length > 0 ? decisionTable(decisions) : '',
  ).replaceAll(/\n{3,}/g, '\n\n');
}

function declarations({ properties }: ProcessModel): string {
  return Object.entries(properties)
    .map(([name, value]) => `- ${name}: ${code(value)}`)
    .join('\n');
}

function decisionTable(decisions: DecisionModel[]): string {
  return table(
    ['decision', 'name', 'refusals'],
    decisions.map((decision) => [
      `[${code(decision.id)}](rules.md#${decision.id})`,
      decision.name,
      errorCodes(decision).join(', '),
    ]),
  );
}

function decisionsOf(process: ProcessModel): string[] {
  const { facts, attachments, checks, intake, acts, decisions } = process;
  const supporting = facts.map((entry) => supportingRule(entry).decision);
  const declared = [...supporting, attachments ?? '', ...checks, intake ?? '', ...acts];
  // a shared step asks the table that its caller names
  const asked = decisions.map(({ decisionId }) => decisionId).filter((id) => !id.startsWith('='));
  return sorted([...declared, ...asked]);
}
