import { type Models, type Resource, readModels, readResources } from '../../models/read';
import type { Effort } from './engine/answers';
import { lintByEngine } from './engine/lint-engine';
import type { Finding } from './finding';
import { lintBpmn } from './lint-bpmn';
import { lintDecision } from './lint-dmn';
import { lintForm } from './lint-form';
import { lintNames } from './lint-names';
import { lintSet } from './lint-set';
import { ruleOptions } from './rule-options';
import { hasHead, type RawComponent, readCommonParts, TASK_HEAD, taskForms } from './task-head';
import type { WorkerInfo } from './worker-info';

/**
 * Lints all models below a folder against each other, against the workers and with the engine's libraries.
 * @param told how much the engine's libraries were asked
 */
export async function lintModels(
  root: string,
  workers: WorkerInfo[],
  told?: (effort: Effort) => void,
): Promise<Finding[]> {
  return lintResources(root, await readResources(root), workers, told);
}

/** The same for models that lie elsewhere; `root` is where the rules are. */
export async function lintResources(
  root: string,
  resources: Resource[],
  workers: WorkerInfo[],
  told?: (effort: Effort) => void,
): Promise<Finding[]> {
  const models = await readModels(resources);
  const findings = [...lintSet(models), ...(await lintDiagrams(root, resources, workers))];
  findings.push(...Object.values(models.decisions).flatMap(lintDecision));
  findings.push(...Object.values(models.forms).flatMap((form) => lintForm(form, models)));
  findings.push(...(await lintNames(models, resources, workers)));
  const byEngine = await lintByEngine(resources, models);
  told?.(byEngine.effort);
  return [
    ...findings,
    ...byEngine.findings,
    ...lintTaskHeads(models, readCommonParts(root).head),
    ...lintReturns(models),
  ];
}

/** Only the rules about diagrams (`.bpmnlintrc`), which are told what stands in the other models. */
export async function lintDiagrams(
  root: string,
  resources: Resource[],
  workers: WorkerInfo[],
): Promise<Finding[]> {
  const diagrams = resources.filter(({ name }) => name.endsWith('.bpmn'));
  const options = await ruleOptions(await readModels(resources), workers, diagrams.map(xmlOf));
  const findings: Finding[] = [];
  for (const diagram of diagrams)
    findings.push(...(await lintBpmn(root, diagram.name, xmlOf(diagram), options)));
  return findings;
}

/** Whoever decides finds title, case file, notes, content and attachments in the same place. */
export function lintTaskHeads(models: Models, head: RawComponent[]): Finding[] {
  const forTasks = taskForms(models);
  return Object.values(models.forms)
    .filter(({ id }) => forTasks.has(id))
    .filter(({ schema }) => !hasHead((schema as Schema).components, head))
    .map(({ id, file }) => {
      const message = `Task form does not begin with ${TASK_HEAD}: run \`npm run generate\``;
      return { file, element: id, severity: 'error', rule: 'form/task-head', message };
    });
}

const CORRECTION = 'common-correction';

/**
 * A process that sends cases back for correction says with which answer a person does so, so that this
 * person is asked for remarks on single fields.
 */
export function lintReturns(models: Models): Finding[] {
  const asks = (id: string) =>
    models.forms[id]?.components.some(({ properties }) => properties.returns) ?? false;
  return Object.values(models.processes)
    .filter(({ calls }) => calls.some(({ processId }) => processId === CORRECTION))
    .filter(({ id }) => !formsWithin(models, id).some(asks))
    .map(({ id, file }) => {
      const message =
        'No task form says which answer sends the case back (property `returns` of the question)';
      return { file, element: id, severity: 'error', rule: 'form/returns', message };
    });
}

/** Ids of the forms of the tasks of a process and of all that it calls. */
function formsWithin(models: Models, id: string, seen = new Set<string>()): string[] {
  const process = models.processes[id];
  if (!process || seen.has(id)) return [];
  seen.add(id);
  const own = process.userTasks.flatMap(({ formId }) => formId ?? []);
  return [...own, ...process.calls.flatMap((call) => formsWithin(models, call.processId, seen))];
}

interface Schema {
  components: RawComponent[];
}

function xmlOf({ content }: Resource): string {
  return Buffer.from(content).toString('utf8');
}
