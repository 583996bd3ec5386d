import { list, parseDmn, text } from './moddle';
import type { DecisionModel } from './types';

/** Reads the decisions of one DMN file. */
export async function readDmn(file: string, xml: string): Promise<DecisionModel[]> {
  const definitions = await parseDmn(xml);
  return list(definitions, 'drgElement')
    .filter((element) => element.$type === 'dmn:Decision')
    .map((decision) => readDecision(file, decision));
}

function readDecision(file: string, decision: ModdleElement): DecisionModel {
  const table: ModdleElement | undefined = decision.decisionLogic;
  return {
    id: decision.id,
    name: text(decision.name),
    file,
    description: text(decision.description),
    hitPolicy: table?.hitPolicy ?? 'UNIQUE',
    aggregation: table?.aggregation,
    inputs: list(table, 'input').map((input) => ({
      label: text(input.label),
      expression: text(input.inputExpression?.text?.text ?? input.inputExpression?.text),
      type: text(input.inputExpression?.typeRef),
      values: text(input.inputValues?.text?.text ?? input.inputValues?.text) || undefined,
    })),
    outputs: list(table, 'output').map((output) => ({
      name: text(output.name),
      label: text(output.label) || text(output.name),
      type: text(output.typeRef),
    })),
    rules: list(table, 'rule').map((rule, position) => ({
      id: text(rule.id),
      index: position + 1,
      annotation: annotation(rule),
      inputs: list(rule, 'inputEntry').map((entry) => text(entry.text)),
      outputs: list(rule, 'outputEntry').map((entry) => text(entry.text)),
    })),
    ...(table?.$type === 'dmn:LiteralExpression' && { expression: text(table.text) }),
  };
}

/** Modeler writes annotations as `description`; the standard has `annotationEntry`. */
function annotation(rule: ModdleElement): string {
  const entries = list(rule, 'annotationEntry').map((entry) => text(entry.text));
  return [text(rule.description), ...entries].filter(Boolean).join(' ');
}
