import type { DecisionModel, FormModel } from '../../src/models/read';
import { readForm } from '../../src/models/read-form';

/** A table from rows of cells; the last cell of a row is its annotation. */
export function decision(
  hitPolicy: string,
  columns: [expression: string, type: string, values?: string][],
  rows: string[][],
): DecisionModel {
  return {
    id: 'sample',
    name: '样例',
    file: 'dmn/sample.dmn',
    description: '',
    hitPolicy,
    inputs: columns.map(([expression, type, values], position) => ({
      id: `input-${position + 1}`,
      label: '',
      expression,
      type,
      values,
    })),
    outputs: [{ id: 'output-1', name: 'result', label: '结果', type: 'string' }],
    rules: rows.map((cells, position) => ({
      id: `row-${position + 1}`,
      index: position + 1,
      annotation: cells.at(-1) ?? '',
      inputs: cells.slice(0, -1),
      outputs: ['"yes"'],
    })),
  };
}

/** A form of the given components. */
export function form(...components: object[]): FormModel {
  return readForm(
    'forms/sample.form',
    JSON.stringify({ id: 'sample', type: 'default', components }),
  );
}
