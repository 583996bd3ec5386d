import { join } from 'node:path';
import type { ModelChange } from '../../../src/domain/plan';
import { type Models, readModelFolders } from '../../../src/models/read';
import { changeLine, sayChange } from '../../../src/wording/changes';
import { type CodeWords, codeWords } from '../../../src/wording/codes';

let models: Models;
let words: CodeWords;
beforeAll(async () => {
  models = await readModelFolders(join(__dirname, '../../..'));
  words = codeWords(models);
});

describe('codes in words', () => {
  test.each([
    [
      'of labels/, by its column',
      '"PERMIT_ISSUER"',
      'zj-review-routing',
      'basis',
      '施工许可发放部门',
    ],
    ['by another column', '"NONE"', 'zj-review-routing', 'deadlineKey', '无规定期限'],
    ['of the options of a form', '"DECORATION"', 'zj-deadlines', 'item', '建筑装修装饰工程'],
    [
      'of a table that names it',
      '"FOUNDATION"',
      'zj-specialties',
      'data.specialty',
      '地基基础工程',
    ],
    ['of the province of the table', '"RETURNED"', 'cq-acts', 'case.status', '退回补正'],
    ['of another province', '"RETURNED"', 'zj-subcontract-acts', 'case.status', '总包退回'],
    ['of a flow', '"ZJ-07"', 'zj-review-routing', 'step', undefined],
  ])('%s', (_, cell, decision, column, word) => {
    const flow = Object.values(models.processes).find((one) => `"${one.flow}"` === cell);
    const code = cell.replaceAll('"', '');
    const expected = [{ text: word ?? flow?.name, code }];
    expect(words.cell(cell, { decision, column })).toEqual(expected);
    expect(words.value(cell, { decision, column })).toEqual(expected);
  });

  test('what is no code stays as it is', () => {
    expect(words.cell('', {})).toEqual([{ text: '不限' }]);
    expect(words.cell('null')).toEqual([{ text: '无' }]);
    expect(words.cell('true')).toEqual([{ text: '是' }]);
    expect(words.cell('> 50000000')).toEqual([{ text: '> 50000000' }]);
    expect(words.cell('"请上传合同"')).toEqual([{ text: '请上传合同' }]);
    expect(words.value('3')).toEqual([{ text: '3' }]);
  });

  test('codes in a text', () => {
    expect(words.prose('basis：PERMIT_ISSUER；CITY 330100，UNKNOWN_ONE')).toEqual([
      ...[{ text: 'basis：' }, { text: '施工许可发放部门', code: 'PERMIT_ISSUER' }, { text: '；' }],
      ...[{ text: '设区市', code: 'CITY' }, { text: ' 330100，' }, { text: 'UNKNOWN_ONE' }],
    ]);
  });

  test('lists, their negation, and codes in an expression', () => {
    const place = { decision: 'zj-review-routing', column: 'basis' };
    const issuer = { text: '施工许可发放部门', code: 'PERMIT_ISSUER' };
    const city = { text: '企业注册地设区市', code: 'REG_CITY' };
    const both = [issuer, { text: '、' }, city];
    expect(words.cell('"PERMIT_ISSUER","REG_CITY"', place)).toEqual(both);
    expect(words.cell('not("PERMIT_ISSUER", "REG_CITY")', place)).toEqual([
      { text: '非 ' },
      ...both,
    ]);
    expect(words.value('["PERMIT_ISSUER","REG_CITY"]', place)).toEqual(both);
    expect(words.cell('basis = "REG_CITY" or x = "甲"', place)).toEqual([
      ...[{ text: 'basis = ' }, city, { text: ' or x = ' }, { text: '"甲"' }],
    ]);
  });
});

describe('changes in words', () => {
  const cell: ModelChange = {
    ...{ file: 'dmn/zhejiang/zj-deadlines.dmn', model: 'DT-04 办理期限', kind: 'changed' },
    ...{ element: 'GC_CONFIRM_3', where: '第 3 行 · 数量', before: '3', after: '5' },
    ...{ decision: 'zj-deadlines', column: 'n', row: '"GC_CONFIRM_3"', unit: '"WD"' },
  };

  test('a cell, with the unit of its amount', () => {
    expect(changeLine(cell, words)).toBe('表 DT-04 办理期限 · 第 3 行 · 数量: 3 → 5 个工作日');
    expect(sayChange(cell, words).row).toEqual([{ text: '总包确认期限', code: 'GC_CONFIRM_3' }]);
    expect(changeLine({ ...cell, after: 'null' }, words)).toMatch(/: 3 → 无$/);
  });

  test('a code', () => {
    const change = { ...cell, where: '第 6 行 · 依据（DT-01）', column: 'basis', unit: undefined };
    const line = changeLine(
      { ...change, before: '"PERMIT_ISSUER"', after: '"REG_CITY"' } as ModelChange,
      words,
    );
    expect(line).toMatch(/: 施工许可发放部门（PERMIT_ISSUER） → 企业注册地设区市（REG_CITY）$/);
  });

  test('a row, a path, a field, a word', () => {
    const cells: ModelChange['cells'] = [
      { column: 'key', label: '期限', side: 'input', value: '"GC_CONFIRM_3"' },
      { column: 'item', label: '事项', side: 'input', value: '' },
      { column: 'n', label: '数量', side: 'output', value: '5' },
    ];
    const row: ModelChange = {
      ...{ ...cell, kind: 'added', where: '第 3 行', before: null, after: '…', cells },
    };
    expect(changeLine(row, words)).toBe(
      '表 DT-04 办理期限 · 新增 第 3 行: 期限＝总包确认期限（GC_CONFIRM_3） → 数量＝5',
    );
    const plainChange = { kind: 'changed', element: 'x' } as const;
    const path = {
      ...{ ...plainChange, file: 'bpmn/a.bpmn', model: '甲', where: '路径 是 · 条件' },
      ...{ before: '=outcome = "APPROVED"', after: null },
    };
    expect(changeLine(path, words)).toBe(
      '流程图 甲 · 路径 是 · 条件: outcome = 审核通过（APPROVED） → （空）',
    );
    const field = {
      ...{ ...plainChange, file: 'forms/a.form', model: '甲', where: '字段 乙 · 必填' },
      ...{ before: null, after: 'true' },
    };
    expect(changeLine(field, words)).toBe('表单 甲 · 字段 乙 · 必填: （空） → 是');
    const looks = { ...path, where: '图形位置', before: null, after: '4 处' };
    expect(changeLine(looks, words)).toBe('流程图 甲 · 图形位置: （空） → 4 处');
  });
});
