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
      id: text(input.id),
      label: text(input.label),
      expression: text(input.inputExpression?.text?.text ?? input.inputExpression?.text),
      type: text(input.inputExpression?.typeRef),
      values: allowed(input.inputValues),
    })),
    outputs: list(table, 'output').map((output) => ({
      id: text(output.id),
      name: text(output.name),
      label: text(output.label) || text(output.name),
      type: text(output.typeRef),
      values: allowed(output.outputValues),
    })),
    rules: list(table, 'rule').map((rule, position) => ({
      id: text(rule.id),
      index: position + 1,
      annotation: annotation(rule),
      inputs: list(rule, 'inputEntry').map((entry) => text(entry.text)),
      outputs: list(rule, 'outputEntry').map((entry) => text(entry.text)),
    })),
    ...(table?.$type === 'dmn:LiteralExpression' && { expression: text(table.text) }),
    ...(decision.variable && { variable: text(decision.variable.name) }),
    requires: list(decision, 'informationRequirement').flatMap(required),
  };
}

/** Ids of the decisions that a requirement names. */
function required(requirement: ModdleElement): string[] {
  const href = text(requirement.requiredDecision?.href);
  return href ? [href.replace(/^.*#/, '')] : [];
}

function allowed(values: ModdleElement | undefined): string | undefined {
  return text(values?.text?.text ?? values?.text) || undefined;
}

/** Modeler writes annotations as `description`; the standard has `annotationEntry`. */
function annotation(rule: ModdleElement): string {
  const entries = list(rule, 'annotationEntry').map((entry) => text(entry.text));
  return [text(rule.description), ...entries].filter(Boolean).join(' ');
}
