import type { DecisionModel, Models } from '../../models/read';

/** `src/models.generated.ts`: every id that code may name, as lists and union types. */
export function generateIds(models: Models): string {
  const processes = Object.values(models.processes);
  const decisions = Object.values(models.decisions);
  const lists: [string, string, string[]][] = [
    ['processIds', 'ProcessId', Object.keys(models.processes)],
    ['decisionIds', 'DecisionId', Object.keys(models.decisions)],
    ['formIds', 'FormId', Object.keys(models.forms)],
    ['messageNames', 'MessageName', processes.flatMap(({ messages }) => messages)],
    ['jobTypes', 'JobType', processes.flatMap(({ jobTypes }) => jobTypes)],
    ['acts', 'Act', processes.flatMap(({ userTasks }) => userTasks.map(({ act }) => act ?? ''))],
    ['errorCodes', 'ErrorCode', decisions.flatMap(errorCodes)],
  ];
  const head = '// Generated from bpmn/, dmn/ and forms/ by `npm run generate`; do not edit.';
  return `${[head, ...lists.map(([name, type, ids]) => list(name, type, ids))].join('\n\n')}\n`;
}

/** Refusal codes that a decision can yield, `E-<flow>-<number>` or `<area>-E<number>`. */
export function errorCodes({ rules, expression = '' }: DecisionModel): string[] {
  const cells = [expression, ...rules.flatMap(({ outputs }) => outputs)].join('\n');
  return sorted(cells.match(/(?<=")(E-[0-9A-Z]+-\d+|[A-Z]{2}-E\d+)(?=")/g) ?? []);
}

/** Without repeats, in an order that depends on nothing else. */
export function sorted(values: string[]): string[] {
  return [...new Set(values)].filter(Boolean).sort();
}

function list(name: string, type: string, ids: string[]): string {
  const lines = sorted(ids).map((id) => `  '${id}',`);
  const array = [`export const ${name} = [`, ...lines, '] as const;'].join('\n');
  return `${array}\nexport type ${type} = (typeof ${name})[number];`;
}
