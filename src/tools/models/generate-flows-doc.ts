import type { DecisionModel, Models, ProcessModel } from '../../models/read';
import { supportingRule } from '../../models/supporting-rule';
import { steps } from './flow-steps';
import { errorCodes, sorted } from './generate-ids';
import { code, heading, page, table } from './markdown';
import { isTopLevel } from './rule-options';

/** `docs/flows.md`: every process in words, those that start by a submission first. */
export function generateFlowsDoc(models: Models): string {
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
  return page(heading('Flows', '`bpmn/`, `dmn/` and `forms/`'), index, ...sections);
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
