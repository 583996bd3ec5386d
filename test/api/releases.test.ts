/** The releases of the rules: who sees them, and what they say. */
import { leaveStack, sql } from '../harness/cases';
import { as } from '../harness/client';
import { type Change, deployModels } from '../harness/models';

const ANALYST = 'rules.tan';
const WHO_MAY = [ANALYST, 'audit.he', 'ops.lv'];
const WHO_MAY_NOT = ['cixi.wang', 'yi.qian', 'sec.gao'];

const longer: Change = {
  file: 'dmn/zhejiang/zj-deadlines.dmn',
  from: '<outputEntry id="GC_CONFIRM_3_nOut">\n          <text>3',
  to: '<outputEntry id="GC_CONFIRM_3_nOut">\n          <text>5',
};

afterAll(async () => {
  await deployModels();
  await leaveStack();
});

const newest = async () => {
  const { body } = await (await as(ANALYST)).get('/api/releases?limit=1').expect(200);
  return body.items[0];
};

test('analysts, administrators and auditors see them, nobody else', async () => {
  const { number } = await newest();
  const paths = ['/api/releases', `/api/releases/${number}`, '/releases', `/releases/${number}`];
  for (const path of paths) {
    for (const who of WHO_MAY) await (await as(who)).get(path).expect(200);
    for (const who of WHO_MAY_NOT) await (await as(who)).get(path).expect(403);
  }
  await (await as(ANALYST)).get('/api/releases/999999').expect(404);
});

test('a deployment without a plan shows what differs from the one before', async () => {
  const before = await newest();
  await deployModels(longer);
  const { number } = await newest();
  expect(number).toBeGreaterThan(before.number);
  const { body } = await (await as(ANALYST)).get(`/api/releases/${number}`).expect(200);
  expect(body).toMatchObject({ state: 'CURRENT', previous: before.number, plan: null });
  expect(body.difference.map((one: { line: string }) => one.line)).toEqual([
    '表 DT-04 办理期限 · 第 3 行 · 数量: 3 → 5 个工作日',
  ]);
  const old = (await (await as(ANALYST)).get(`/api/releases/${before.number}`)).body;
  expect(old.state).toBe('PAST');
});

test('a plan is shown as it was kept; examples lead only to cases that one may see', async () => {
  const { number } = await newest();
  const [file] = await sql<{ id: string; number: string }>(
    'select id, number from case_file order by created_at desc limit 1',
  );
  const plan = {
    ...{ from: number - 1, contentHash: 'c', inForceFrom: null, changes: [], findings: [] },
    replay: {
      ...{ cases: 1, judgements: 1, evaluations: 2, seconds: 0.1, notReplayed: [], neverHit: [] },
      groups: [
        {
          ...{ flow: 'ZJ-07', authority: 'county-330282', kind: 'authority', count: 1 },
          examples: [
            { caseNumber: file?.number ?? 'none', before: 'PERMIT_ISSUER', after: 'REG_CITY' },
          ],
        },
      ],
    },
    open: { count: 0, groups: [] },
    hash: 'abc',
  };
  await sql('update release set plan = $1, reason = $2 where id = $3', [plan, '理由', number]);
  const pageOf = async (who: string) =>
    (await (await as(who)).get(`/releases/${number}`).set('Accept', 'text/html')).text;
  const analyst = await pageOf(ANALYST);
  expect(analyst).toContain('施工许可发放部门 <small class="code">PERMIT_ISSUER</small>');
  expect(analyst).toContain('企业注册地设区市 <small class="code">REG_CITY</small>');
  expect(analyst).toContain('<h1>理由</h1>');
  if (file) {
    expect(analyst).not.toContain(`href="/cases/${file.id}"`);
    expect(await pageOf('audit.he')).toContain(`href="/cases/${file.id}"`);
  }
  expect((await newest()).outcomes).toBe(1);
});
