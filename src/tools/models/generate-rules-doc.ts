import type { DecisionModel, Models } from '../../models/read';
import { sorted } from './generate-ids';
import { code, heading, page, table } from './markdown';

/** `docs/rules.md`: every decision table, for people who do not open Modeler. */
export function generateRulesDoc(models: Models): string {
  const decisions = sorted(Object.keys(models.decisions)).flatMap(
    (id) => models.decisions[id] ?? [],
  );
  const index = table(
    ['decision', 'name', 'hit policy', 'rows'],
    decisions.map(({ id, name, hitPolicy, rules }) => [
      `[${code(id)}](#${id})`,
      name,
      hitPolicy,
      String(rules.length),
    ]),
  );
  return page(heading('Rules', '`dmn/`'), index, ...decisions.map(section));
}

function section(decision: DecisionModel): string {
  const headings = [
    '#',
    ...decision.inputs.map(({ label, expression }) => label || code(expression)),
    ...decision.outputs.map(({ label }) => `→ ${label}`),
    'source',
  ];
  const rows = decision.rules.map(({ index, inputs, outputs, annotation }) => [
    String(index),
    ...inputs.map(feel),
    ...outputs.map(feel),
    annotation,
  ]);
  if (decision.expression) return literal(decision);
  const facts = `${decision.name}, ${code(decision.file)}, ${decision.hitPolicy}`;
  const about = decision.description ? [decision.description] : [];
  return page(`## ${decision.id}`, facts, ...about, table(headings, rows));
}

function literal({ id, name, file, description, expression = '' }: DecisionModel): string {
  const about = description ? [description] : [];
  const fence = '```';
  return page(`## ${id}`, `${name}, ${code(file)}`, ...about, `${fence}\n${expression}\n${fence}`);
}

/** FEEL in a table cell; a lone string reads better without quotes. */
function feel(text: string): string {
  const plain = /^"([^"]*)"$/.exec(text)?.[1];
  return plain ?? (text === '-' ? '' : code(text.replaceAll(/\s+/g, ' ')));
}
