import { attachmentKinds } from '../../../src/models/attachment-kinds';
import type { DecisionModel, Models, ProcessModel } from '../../../src/models/read';

const OUTPUTS = ['kind', 'label', 'required', 'atLeastOneOf'];
const table = (rows: string[][], expression = 'flow'): Models => {
  const decision = {
    inputs: [{ expression }, { expression: 'data.category' }],
    outputs: OUTPUTS.map((name) => ({ name })),
    rules: rows.map(([flow = '', category = '', ...outputs]) => {
      return { inputs: [flow, category], outputs };
    }),
  } as unknown as DecisionModel;
  return { processes: {}, decisions: { papers: decision }, forms: {}, labels: {} };
};
const PROCESS = { id: 'x', flow: 'ZJ-11', attachments: 'papers' } as ProcessModel;

describe('the kinds of attachments of a process', () => {
  test('are those of rows for its flow and of rows for any, each once', () => {
    const models = table([
      ['"ZJ-09","ZJ-11"', '', '"PLAN"', '"方案"', 'true', 'null'],
      ['"ZJ-12"', '', '"OTHER"', '"其他"', 'true', 'null'],
      ['', '"A"', '"PHOTO"', '"照片"', 'true', 'null'],
      ['"ZJ-11"', '"B"', '"PLAN"', '"方案"', 'true', 'null'],
    ]);
    expect(attachmentKinds(models, PROCESS)).toEqual([
      { kind: 'PLAN', label: '方案', required: true },
      // only with category A
      { kind: 'PHOTO', label: '照片', required: false },
    ]);
  });

  test('one of several will do: none of them is required', () => {
    const rows = [['"ZJ-11"', '', '"PLAN"', '"方案"', 'true', '"one"']];
    expect(attachmentKinds(table(rows), PROCESS)).toMatchObject([{ required: false }]);
  });

  test('a process without a table has none', () => {
    expect(attachmentKinds(table([]), { ...PROCESS, attachments: undefined } as never)).toEqual([]);
  });
});
