import type { DecisionModel } from '../../../models/read';

/** A place of FEEL in a decision, as people find it. */
export interface Place {
  /** Id of the row, the column or the decision. */
  element: string;
  /** In Chinese: 第 3 行「期限」. */
  where: string;
  /** In English. */
  place: string;
  /** Index of the column; undefined outside of a table's rows. */
  column?: number;
  kind: 'input' | 'cell' | 'output' | 'literal' | 'values';
  /** For the allowed values of a column: the kind of its cells. */
  allowedFor?: 'cell' | 'output';
  text: string;
  /** Whether it is a unary test. */
  unary: boolean;
  type: string;
}

/** Every FEEL text of a decision with its place; what is empty or `-` says nothing. */
export function textsOf(decision: DecisionModel): Place[] {
  const { inputs, outputs, rules, expression } = decision;
  const columns = inputs.flatMap((input, column): Place[] => [
    { ...head(input, '输入', 'input'), kind: 'input', text: input.expression, unary: false },
    { ...values(input, '输入', 'input'), column, allowedFor: 'cell' },
  ]);
  const allowed = outputs.map(
    (output, column): Place => ({
      ...values(output, '输出', 'output'),
      column,
      allowedFor: 'output',
    }),
  );
  const cells = rules.flatMap((rule): Place[] => {
    const at = (column: { label: string; type: string }) => ({
      element: rule.id,
      where: `第 ${rule.index} 行「${column.label}」`,
      place: `row ${rule.index}`,
      type: column.type,
    });
    return [
      ...inputs.map((input, column): Place => {
        const label = input.label || input.expression;
        const text = rule.inputs[column] ?? '';
        return { ...at({ ...input, label }), column, kind: 'cell', text, unary: true };
      }),
      ...outputs.map((output, column): Place => {
        const text = rule.outputs[column] ?? '';
        return { ...at(output), column, kind: 'output', text, unary: false };
      }),
    ];
  });
  const literal = {
    ...{ element: decision.id, where: '表达式', place: 'expression', type: '' },
    ...{ kind: 'literal' as const, text: expression ?? '', unary: false },
  };
  return [...columns, ...allowed, ...cells, literal].filter(
    ({ text }) => text.trim() !== '' && text.trim() !== '-',
  );
}

function values(column: Parameters<typeof head>[0], chinese: string, english: string) {
  const about = head(column, chinese, english);
  const where = `${about.where}的允许值`;
  return { ...about, where, kind: 'values' as const, text: column.values ?? '', unary: true };
}

function head(
  {
    id,
    label,
    type,
    expression,
  }: { id: string; label: string; type: string; expression?: string; values?: string },
  chinese: string,
  english: string,
) {
  const name = label || expression || id;
  return { element: id, where: `${chinese}列「${name}」`, place: `${english} column`, type };
}
