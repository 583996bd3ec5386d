/** What people type is taken in one normal form, at every door. */
import { demoPermits } from '../../seed';
import { permitSystem, pushPermit } from '../../stand-in/permit-system';
import {
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  unique,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { as, runtime } from '../harness/client';
import { taskKey } from '../harness/engine-tasks';
import { deployModels, deployPublicProcess } from '../harness/models';
import { OPEN_PROCESS, submitPublicly } from '../harness/public';
import {
  CIXI,
  CONFIRM,
  givenPermit,
  JIA,
  PERMIT,
  record,
  submitted,
  YI,
} from '../harness/subcontract';
import { inTasklist, tasklist } from '../harness/tasklist';

const NOW = '2026-09-30 15:00';
const BLANKS = ['\u3000', '\u200b', '\u00a0\ufeff'];

beforeAll(async () => {
  await clockAt(NOW);
  await givenPermit();
});
afterAll(leaveStack);

const check = async (changes: object, who = YI) =>
  (await as(who)).post('/api/cases/zj-subcontract/check', {
    data: record(changes),
    attachments: [],
  });
const told = async (changes: object) =>
  ((await check(changes)).body.refusals as { code: string; field?: string }[])
    .filter(({ code }) => !['E-07-03', 'E-07-04'].includes(code))
    .map(({ code, field }) => `${code} ${field}`);
const stored = async (id: string) => {
  const [file] = await sql<{ data: Record<string, unknown>; natural_key: string }>(
    'select data, natural_key from case_file where id = $1',
    [id],
  );
  return file as NonNullable<typeof file>;
};

describe('a submission at the API', () => {
  test.each(BLANKS)('[T5] %j is no project name', async (projectName) => {
    expect(await told({ projectName })).toEqual(['E-00-10 projectName']);
  });

  test.each([...[' 0x10', '0x10', '1e3', '9007199254740993', '6000元'], 9007199254740992])(
    '[T6] %j is no amount',
    async (contractAmount) => {
      expect(await told({ contractAmount })).toEqual(['E-00-10 contractAmount']);
    },
  );

  test('[T6] a blank is not 0', async () => {
    const { body } = await check({ contractAmount: ' ' });
    expect(body.refusals.filter((r: { field?: string }) => r.field === 'contractAmount')).toEqual([
      expect.objectContaining({ code: 'E-00-10', zh: expect.stringContaining('必填') }),
    ]);
  });

  test('[T13] an ID number with a wrong check character is refused by its rule', async () => {
    expect(await told({ projectLeaderIdNumber: '330782188801010012' })).toEqual([
      'E-01-08 projectLeaderIdNumber',
    ]);
    expect(await told({ projectLeaderIdNumber: '' })).toEqual(['E-00-10 projectLeaderIdNumber']);
  });

  test('[T7][T9][T10] what is stored, what decisions saw and what is shown are one', async () => {
    const contractNo = `ＨＴ－${unique('')}`;
    const id = await submitted({
      contractNo,
      contractAmount: '６,０００．５０',
      startDate: '2026/5/6',
      projectName: '\u3000示例家园一期\u200b（精装修）\u00a0',
      projectLeaderIdNumber: ' 330106 19850615 002x',
      gcPermitNo: ` ${PERMIT.slice(0, 6)} ${PERMIT.slice(6)}`,
    });
    const { data, natural_key: key } = await stored(id);
    expect(data).toMatchObject({
      ...{ contractNo, contractAmount: 6000.5, startDate: '2026-05-06', gcPermitNo: PERMIT },
      projectName: '示例家园一期（精装修）',
    });
    expect(key).toContain(`|${contractNo.replace('ＨＴ－', 'HT-').toUpperCase()}`);
    const [judged] = await sql<{ facts: { data: object } }>(
      `select facts from judgement where case_id = $1 and kind = 'SUBMISSION'`,
      [id],
    );
    expect(judged?.facts.data).toEqual(data);
    expect((await (await as(JIA)).get(`/api/cases/${id}`)).body.data).toEqual(data);
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitTask(id, 'REVIEW');
    const seen = await (await as(CIXI)).get(`/api/cases/${id}/personal-data`);
    expect(seen.body.projectLeaderIdNumber).toBe('33010619850615002X');
  });

  test('[T10][E-07-11] one contract is one, however it is written', async () => {
    const contractNo = unique('HT-2026-').toUpperCase();
    await submitted({ contractNo });
    for (const written of [
      contractNo,
      contractNo.toLowerCase(),
      contractNo.replaceAll('-', '－'),
      contractNo.replace('-', ' — '),
      contractNo.replace('2026', '２０２６'),
      `${contractNo.slice(0, 4)}\u200b${contractNo.slice(4)}\u00a0`,
    ])
      expect([written, await told({ contractNo: written })]).toEqual([
        written,
        ['E-07-11 contractNo'],
      ]);
    expect(await told({ contractNo: `${contractNo}1` })).toEqual([]);
  });

  test('[T12] the summary of a task is cut between characters', async () => {
    const indicators = `${'面'.repeat(199)}𠮷𠮷`;
    const id = await submitted({ indicators });
    const { summary } = await inTasklist(JIA, await taskKey(id, 'CONFIRM'), ['summary']);
    expect(JSON.stringify(summary)).toContain(`面𠮷…`);
  });
});

describe('[T9] a credit code', () => {
  test('is the same in lower case and with blanks', async () => {
    const yi = demoPermits[0]?.builderUscc as string;
    const known = async (creditCode: string) => {
      const answer = await (await as('new.shi')).post('/api/cases/zj-enterprise/check', {
        data: { creditCode, name: '示例' },
        attachments: [],
      });
      return answer.body.refusals
        .filter((one: { field?: string }) => one.field === 'creditCode')
        .map((one: { code: string }) => one.code);
    };
    for (const written of [yi, yi.toLowerCase(), `${yi.slice(0, 4)} ${yi.slice(4)}\u3000`])
      expect([written, await known(written)]).toEqual([written, ['E-23-01']]);
  });
});

describe('[T5] an opinion of a blank', () => {
  const refused = (opinion: string) => ({ outcome: 'RETURNED', opinion });

  test('is none at the API, in the inbox and in Tasklist', async () => {
    const id = await submitted();
    const key = await taskKey(id, 'CONFIRM');
    const jia = await as(JIA);
    const none = codes(await jia.post(`/api/cases/${id}/acts/CONFIRM`, refused('')));
    expect(none).not.toEqual([]);
    const session = await tasklist(JIA);
    await session.claim(key);
    for (const blank of BLANKS) {
      expect(codes(await jia.post(`/api/cases/${id}/acts/CONFIRM`, refused(blank)))).toEqual(none);
      expect(codes(await jia.post(`/api/tasks/${key}/completion`, refused(blank)))).toEqual(none);
      await expect(session.complete(key, refused(blank))).rejects.toThrow(none[0]);
    }
    expect((await (await as(JIA)).get(`/api/cases/${id}`)).body.status).toBe('WAIT_GC');
  });

  test('nor is it a reason to withdraw', async () => {
    const id = await submitted();
    const answer = await (await as(YI)).post(`/api/cases/${id}/withdrawal`, { reason: '\u200b' });
    expect([answer.status, answer.body.code]).toEqual([400, 'E-00-23']);
    const odd = await (await as(YI)).post(`/api/cases/${id}/withdrawal`, { reason: '撤回🚀' });
    expect([odd.status, odd.body.detail.includes('U+1F680')]).toEqual([400, true]);
    await waitStatus(id, 'WAIT_GC');
  });
});

describe('what other systems push', () => {
  test('[T9][T10][T13] is held against the form in the same way', async () => {
    const demo = demoPermits.find(({ permitNo }) => permitNo === PERMIT);
    const { worksCategory, ...rest } = demo as NonNullable<typeof demo>;
    const serial = String(Date.now()).slice(-4);
    const permitNo = `33028220260923${serial}`;
    const push = (changes: object) =>
      pushPermit(permitSystem('one', runtime.env), {
        ...{ ...rest, worksCategory, permitNo: `${permitNo.slice(0, 6)}－${permitNo.slice(6)}` },
        ...changes,
      });
    const wrong = await push({ projectLeaderIdNumber: '330782188801010012' });
    expect(codes({ body: wrong.body as never })).toEqual(['E-01-08']);
    const taken = await push({ projectLeaderIdNumber: '33010619850615002x' });
    expect(taken.status).toBe(201);
    await waitStatus(String(taken.body.id), 'PUSHED');
    const [entry] = await sql<{ natural_key: string }>(
      `select natural_key from library_entry where case_id = $1`,
      [taken.body.id],
    );
    expect(entry?.natural_key).toBe(`330282-${permitNo.slice(6)}`);
  });
});

describe('[T5] at the public door', () => {
  beforeAll(deployPublicProcess);
  afterAll(() => deployModels());

  test('a reason of a blank is none', async () => {
    for (const reason of BLANKS) {
      const answer = await submitPublicly(OPEN_PROCESS, {
        ...{
          projectName: '示例工程',
          reason,
          contactName: '陈意见',
          contactPhone: '139 0000 1234',
        },
      });
      expect([codes(answer), answer.body.errors[0].field]).toEqual([['E-00-10'], 'reason']);
    }
  });
});
