import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Resource, readResources } from '../../src/models/read';
import { runCases } from '../../src/tools/cases/run-cases';
import { type RulesEngine, startRulesEngine } from '../../src/tools/rules-engine';
import { root } from './own-models';

let engine: RulesEngine;
let resources: Resource[];
beforeAll(async () => {
  resources = await readResources(root);
  engine = await startRulesEngine();
});
afterAll(() => engine.close());

test('the cases beside the tables are right', async () => {
  const { passed, failures } = await runCases(engine, root, resources);
  expect(failures).toEqual([]);
  expect(passed).toBeGreaterThanOrEqual(100);
});

describe('a file of cases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zjf-cases-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(id: string, lines: string[]) {
    const file = join(folder, `dmn/zhejiang/${id}.cases.csv`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, lines.join('\r\n'));
    return runCases(engine, folder, resources, [id]);
  }

  test('names file and line of what came out otherwise, in words and codes', async () => {
    const head = '\uFEFF环节,=> basis,=> 期限（DT-04）,说明';
    const lines = [head, 'ZJ-07,PERMIT_ISSUER,NONE,', 'ZJ-08,REG_CITY,LOCAL_REVIEW_5,"市里, 试"'];
    const { passed, failures } = await run('zj-review-routing', lines);
    expect(passed).toBe(1);
    expect(failures).toEqual([
      expect.stringMatching(/^dmn\/zhejiang\/zj-review-routing.cases.csv:3 /),
    ]);
    expect(failures[0]).toContain('DT-03 审核分办［市里, 试］「依据（DT-01）」: 应为 ');
    expect(failures[0]).toContain(
      '（REG_CITY），得到 施工许可发放部门（PERMIT_ISSUER）（第 R03 行）',
    );
    expect(failures[0]).toContain('expected "REG_CITY", came "PERMIT_ISSUER"');
  });

  test('several rows are told apart by semicolons', async () => {
    const lines = ['flow,=> kind', 'ZJ-07,SUBCONTRACT; OTHER'];
    const { failures } = await run('zj-attachments', lines);
    expect(failures[0]).toContain('came ["SUBCONTRACT","ACCEPTANCE_RECORD","OTHER"]');
  });

  test.each([
    ['an output that there is not', '环节,=> 依剧', /没有输出列「依剧」，有 .*=> 依据（DT-01）/],
    [
      'an input that there is not',
      '环结,=> basis',
      /「环结」不是事实的路径，输入列有 .*环节（step）/,
    ],
  ])('says what its head may say: %s', async (_, head, message) => {
    await expect(run('zj-review-routing', [head, 'ZJ-07,PERMIT_ISSUER'])).rejects.toThrow(message);
  });

  test('a table that there is not', async () => {
    await expect(run('zj-rooting', ['a,=>', '1,2'])).rejects.toThrow('no decision zj-rooting');
  });
});
