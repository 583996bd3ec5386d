import request from 'supertest';
import { createTokens } from '../../../stand-in/tokens';
import { administrator, terminate } from '../../harness/administer';
import {
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { API, as, runtime, waitFor } from '../../harness/client';
import { complained, complaining, publicityOf } from '../../harness/complaint';
import { TRUE } from '../../harness/enterprise';
import { entered, entryRefusals } from '../../harness/entry';
import {
  creditCode,
  newCard,
  PERSON,
  personOf,
  practitioner,
  registered,
} from '../../harness/person';
import {
  FILED,
  PERFORMANCE,
  published,
  standing,
  table,
  technicalLead,
  USE,
  use,
} from '../../harness/personal-performance';
import { GROUP, JIA, XIAOSHAN, YI } from '../../harness/subcontract';
import { waitTimer } from '../../harness/timers';

const FLOW = PERFORMANCE;
const NOW = FILED;
const DECIDE = 'DECIDE_COMPLAINT';

const refusedUse = async (...of: Parameters<typeof use>) => codes(await use(...of));

describe('personal performance of a technical lead', () => {
  beforeAll(() => clockAt(NOW));
  afterAll(leaveStack);

  test('[ZJ-03][AE-66][E-03-05][DT-11][4.8] public for ten working days, usable at the first instant after', async () => {
    const id = await published(await technicalLead());
    expect(await deadlinesOf(id)).toEqual({ 'PUBLICITY_10#1': '2026-05-19 00:00' });
    const shown = await publicityOf(id);
    expect(shown).toMatchObject({ state: 'OPEN', ends: '2026-05-19 00:00' });
    const page = await request(API).get(`/public/${shown?.id}`).expect(200);
    expect(page.text).toContain('虚构·萧山机械厂车间');
    expect(page.text).not.toMatch(/王\*|本科|P-[0-9A-F]{20}/);
    expect(await caseView(id)).toMatchObject({ statusLabel: '公示中', tasks: [] });

    await clockAt('2026-05-18 23:59:59');
    expect(await refusedUse(id)).toEqual(['E-03-05']);
    await waitTimer(id, 'Event_PublicityOver');
    await clockAt('2026-05-19 00:00');
    expect((await waitStatus(id, 'USABLE')).statusLabel).toBe('公示无异议');
    expect(await standing(id)).toMatchObject({ status: 'USABLE' });
    expect((await publicityOf(id))?.state).toBe('DONE');
  });

  test('[ZJ-03][AE-67][AE-68][E-03-06][E-25-01][DT-03][4.8] contested: not usable until it is decided', async () => {
    await clockAt(NOW);
    const id = await published(await technicalLead());
    await clockAt('2026-05-18 23:30');
    const complaint = await complained(id);
    await waitStatus(complaint, 'LODGED');
    expect((await waitTask(complaint, DECIDE)).groups).toEqual([GROUP.xiaoshan]);
    expect((await waitStatus(id, 'CONTESTED')).statusLabel).toBe('有投诉举报');
    await waitTimer(id, 'Event_PublicityOver');
    await clockAt('2026-05-19 00:00');
    await waitFor('the end of the publicity', async () => {
      const shown = await publicityOf(id);
      return shown?.state === 'DONE' && shown;
    });
    expect(codes(await complaining(id))).toEqual(['E-25-01']);
    expect(await refusedUse(id)).toEqual(['E-03-06']);
    await clockAt('2026-05-25 09:00');
    await doAct(complaint, XIAOSHAN, DECIDE, { outcome: 'NOT_UPHELD', opinion: '与资料一致。' });
    await waitStatus(id, 'USABLE');
    expect((await use(id)).status).toBe(201);
  });

  test('[ZJ-03][ZJ-25][4.8] two complaints: one not upheld, the other upheld', async () => {
    await clockAt(NOW);
    const id = await published(await technicalLead());
    const [first, second] = [await complained(id), await complained(id)];
    await waitStatus(id, 'CONTESTED');
    await doAct(first, XIAOSHAN, DECIDE, { outcome: 'NOT_UPHELD', opinion: '与资料一致。' });
    await waitStatus(first, 'NOT_UPHELD');
    expect((await caseView(id)).status).toBe('CONTESTED');
    await doAct(second, XIAOSHAN, DECIDE, { outcome: 'UPHELD', opinion: '工程不存在。' });
    expect((await waitStatus(id, 'UNUSABLE')).closedAt).not.toBeNull();
    expect(await standing(id)).toMatchObject({ status: 'UNUSABLE' });
    expect((await publicityOf(id))?.state).toBe('WITHDRAWN');
    await clockAt('2026-05-20 09:00');
    expect(await refusedUse(id)).toEqual(['E-03-06']);
  });

  test('[ZJ-03][ZJ-25] all complaints over before the period is: public again', async () => {
    await clockAt(NOW);
    const id = await published(await technicalLead());
    const complaint = await complained(id);
    await waitStatus(id, 'CONTESTED');
    await doAct(complaint, XIAOSHAN, DECIDE, { outcome: 'NOT_UPHELD', opinion: '与资料一致。' });
    await waitStatus(id, 'PUBLICITY');
    expect(await refusedUse(id)).toEqual(['E-03-05']);
  });

  test('[ZJ-03][ZJ-25][R8] a complaint that an administrator ends blocks no more', async () => {
    await clockAt(NOW);
    const id = await published(await technicalLead());
    const complaint = await complained(id);
    await waitStatus(id, 'CONTESTED');
    await waitTask(complaint, DECIDE);
    const admin = await administrator(GROUP.xiaoshan);
    expect(await terminate(complaint, admin)).toEqual([202, []]);
    await waitStatus(id, 'PUBLICITY');
  });

  test('[ZJ-03][E-03-01][E-03-02][E-03-03][E-03-04] whom, for what, and the whole table', async () => {
    await clockAt(NOW);
    const person = await technicalLead();
    expect(await entryRefusals(FLOW, { ...table(person), who: YI })).toEqual(['E-03-01']);
    const higher = table(person, { targetGrade: 'HIGHER', performances: [] });
    expect((await entryRefusals(FLOW, higher)).sort()).toEqual(['E-03-03', 'E-03-04']);
    const card = newCard('赵工');
    const given = await practitioner(card, {
      at: NOW,
      changes: { category: 'WORKER', sourceRecordId: await registered(card, 'WORKER', 'WELDER') },
    });
    const worker = await entered(PERSON, { ...given, papers: ['SKILL_CERTIFICATE'] }, 'SUBMITTED');
    await doAct(worker, XIAOSHAN, 'VERIFY', TRUE);
    await waitStatus(worker, 'ENTERED');
    expect(await entryRefusals(FLOW, table(await personOf(worker)))).toEqual(['E-03-02']);
    const mine = await (await as(JIA)).post(`/api/cases/${USE}`, { data: {} });
    expect(mine.status).toBe(403);
    const nowhere = await request(API)
      .post(`/api/cases/${USE}`)
      .set('authorization', `Bearer ${await createTokens(runtime.env).of('qualification-system')}`)
      .send({ data: { performanceNo: 'X', matter: 'LOWEST_GRADE', enterprise: creditCode('甲') } });
    expect(codes(nowhere)).toEqual(['E-03-10']);
  });
});
