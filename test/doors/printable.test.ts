/** A character that no document can print is refused where it is entered, at every door. */
import { demoPermits } from '../../seed';
import { permitSystem, pushPermit } from '../../stand-in/permit-system';
import { clockAt, codes, leaveStack } from '../harness/cases';
import { as, runtime } from '../harness/client';
import { taskKey } from '../harness/engine-tasks';
import { deployModels, deployPublicProcess } from '../harness/models';
import { OPEN_PROCESS, submitPublicly } from '../harness/public';
import { givenPermit, JIA, PERMIT, record, submitted, trySubmit, YI } from '../harness/subcontract';
import { tasklist } from '../harness/tasklist';

const NOW = '2026-09-30 15:00';
const BAD = '一期🚀工程';
const SAID = '含有文书无法打印的字符：🚀（U+1F680）';

beforeAll(async () => {
  await clockAt(NOW);
  await givenPermit();
});
afterAll(leaveStack);

/** What is refused in which field, as people read it. */
const told = (body: { errors?: { code: string; field?: string; zh: string }[] }) =>
  (body.errors ?? []).map(({ code, field, zh }) => [code, field, zh.includes(SAID)]);

describe('[T11] a text with a character that nobody can draw', () => {
  test('is refused at the API, by name', async () => {
    const answer = await trySubmit({ projectName: BAD });
    expect([answer.status, told(answer.body)]).toEqual([422, [['E-00-10', 'projectName', true]]]);
    expect(answer.body.errors[0].en).toContain('🚀 (U+1F680)');
  });

  test('is kept in a draft, with a warning', async () => {
    const yi = await as(YI);
    const { status, body } = await yi.post('/api/drafts/zj-subcontract', {
      data: record({ projectName: BAD }),
    });
    expect(status).toBe(201);
    expect(told({ errors: body.warnings })).toContainEqual(['E-00-10', 'projectName', true]);
    await yi.delete(`/api/drafts/${body.id}`);
  });

  test('is refused as an opinion at the API, in the inbox and in Tasklist', async () => {
    const id = await submitted();
    const key = await taskKey(id, 'CONFIRM');
    const jia = await as(JIA);
    const returned = { outcome: 'RETURNED', opinion: BAD };
    for (const door of [`/api/cases/${id}/acts/CONFIRM`, `/api/tasks/${key}/completion`]) {
      const answer = await jia.post(door, returned);
      expect([answer.status, told(answer.body)]).toEqual([422, [['E-00-10', 'opinion', true]]]);
    }
    const session = await tasklist(JIA);
    await session.claim(key);
    await expect(session.complete(key, returned)).rejects.toThrow('U+1F680');
    expect((await jia.get(`/api/cases/${id}`)).body.status).toBe('WAIT_GC');
  });

  test('is refused of another system', async () => {
    const demo = demoPermits.find(({ permitNo }) => permitNo === PERMIT);
    const pushed = await pushPermit(permitSystem('one', runtime.env), {
      ...(demo as NonNullable<typeof demo>),
      projectName: BAD,
    });
    expect(pushed.status).toBe(422);
    expect(told(pushed.body as never)).toContainEqual(['E-00-10', 'projectName', true]);
  });

  describe('at the public door', () => {
    beforeAll(deployPublicProcess);
    afterAll(() => deployModels());

    test('is refused, too', async () => {
      const answer = await submitPublicly(OPEN_PROCESS, {
        ...{ projectName: '示例工程', reason: BAD, contactName: '陈意见' },
        contactPhone: '139 0000 1234',
      });
      expect([codes(answer), told(answer.body)]).toEqual([
        ['E-00-10'],
        [['E-00-10', 'reason', true]],
      ]);
    });
  });

  test('a rare name is none of it', async () => {
    const answer = await trySubmit({ projectName: '𠮷野𪻐厦⌀800桩基（虚构）' });
    expect([answer.status, codes(answer)]).toEqual([201, []]);
  });
});
