import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitMessageText,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { decidedByStranger } from '../../harness/engine-tasks';
import { entered, entryRefusals, libraryEntry, withdrawn } from '../../harness/entry';
import { registrant } from '../../harness/people';
import { CIXI, GROUP, inParallel, JIA, XIAOSHAN, YI } from '../../harness/subcontract';
import {
  codeOf,
  DRAW,
  drawing,
  type Employed,
  employed,
  FORMER,
  leading,
  unlocked,
} from '../../harness/transfer';

const FLOW = 'zj-forced-unlock';
const ACCEPT = 'ACCEPT_CASE';
const ANSWER = 'ANSWER_INQUIRY';
const DECIDE = 'DECIDE_UNLOCK';
const SEEN = { outcome: 'ACCEPTED', originalSeen: true };
const FORCE = { outcome: 'FORCED', opinion: '原聘用企业逾期没有提出反对意见。' };
const KEEP = { outcome: 'REFUSED', opinion: '双方就劳动关系有争议。' };
const OBJECTION = { objectionText: '该员工尚未办理工作移交。' };
const EVIDENCE = { objectionEvidence: '仲裁委员会2026年2月10日受理通知书。' };
const SENT = '2026-02-12 10:00';

/** What somebody hands in who wants to leave 甲. */
function application(
  one: Pick<Employed, 'card'>,
  changes: object = {},
  papers = ['DISMISSAL_PROOF'],
) {
  const data = {
    ...{ person: one.card.idNumber, name: one.card.name, phone: '13800000000' },
    ...{ ...FORMER, contractEndedOn: '2026-02-11', statement: '多次要求，没有答复。' },
    ...changes,
  };
  return { data, papers };
}

interface Applied extends Employed {
  id: string;
  who: string;
}

async function applied(): Promise<Applied> {
  const one = await employed(SENT);
  const who = await registrant();
  const id = await entered(FLOW, { who, ...application(one) }, 'APPLIED');
  return { ...one, id, who };
}

/** 甲 has been asked; its task, and the timer, are there. */
async function inquired(): Promise<Applied> {
  const one = await applied();
  await doAct(one.id, XIAOSHAN, ACCEPT, SEEN);
  await waitStatus(one.id, 'INQUIRING');
  await waitTask(one.id, ANSWER);
  return one;
}

const personOfLibrary = async ({ person }: Employed) => libraryEntry('person', person);
const refusedWith = async (...what: Parameters<typeof act>) => {
  const response = await act(...what);
  return [response.status, codes(response)];
};

describe('a person asks for a forced unlock', () => {
  beforeAll(() => clockAt(SENT));
  afterAll(leaveStack);

  describe('refused, and nothing saved', () => {
    let one: Employed;
    let who: string;

    beforeAll(async () => {
      one = await employed(SENT);
      who = await registrant();
    });

    const casesOf = async ({ person }: Employed) =>
      (await sql('select 1 from case_file where subject = $1', [person])).length;
    const refusals = (changes: object, papers?: string[], by = who, whom = one) =>
      entryRefusals(FLOW, { who: by, ...application(whom, changes, papers) });

    test('[ZJ-02][AE-64][E-02-08] without the original dismissal certificate', async () => {
      expect(await refusals({}, [])).toEqual(['E-02-08']);
      expect(await casesOf(one)).toBe(1);
    });

    test('[ZJ-02][AE-65][E-02-07][E-02-13] with a project in progress, also where the contract goes on', async () => {
      const busy = await employed(SENT);
      await leading(busy, { issueDate: '2026-01-05' });
      expect(await refusals({ contractEndedOn: null }, undefined, who, busy)).toEqual(['E-02-07']);
      expect(await casesOf(busy)).toBe(1);
      expect(await refusals({ contractEndedOn: null })).toEqual(['E-02-13']);
      expect(await refusals({ contractEndedOn: '2026-02-13' })).toEqual(['E-02-13']);
    });

    test('[ZJ-02][E-02-16][E-02-17] by an enterprise; of whom another enterprise employs', async () => {
      expect(await refusals({}, undefined, JIA)).toEqual(['E-02-16']);
      expect(await refusals({ formerEmployer: codeOf(YI) })).toEqual(['E-02-17']);
    });
  });

  test('[ZJ-02][E-02-11] one application a person; withdrawn, there can be another', async () => {
    const { id, who, card } = await applied();
    const again = { who: await registrant(), ...application({ card }) };
    expect(await entryRefusals(FLOW, again)).toEqual(['E-02-11']);
    await withdrawn(id, who);
    await entered(FLOW, again, 'APPLIED');
  });

  test('[ZJ-02][OP-09] at the counter: whoever wrote it down may take it', async () => {
    const one = await employed(SENT);
    const id = await entered(FLOW, { who: XIAOSHAN, ...application(one) }, 'APPLIED');
    await doAct(id, XIAOSHAN, ACCEPT, SEEN);
    await waitStatus(id, 'INQUIRING');
  });

  test('[ZJ-02][DT-03][E-02-08][E-02-18][GR-03] taken or not by 甲’s authority, which has seen the original', async () => {
    const { id, who } = await applied();
    expect((await waitTask(id, ACCEPT)).groups).toEqual([GROUP.xiaoshan]);
    expect((await caseView(id)).statusLabel).toBe('已申请');
    expect(await refusedWith(id, JIA, ACCEPT, SEEN)).toEqual([403, ['E-00-01']]);
    expect(await refusedWith(id, CIXI, ACCEPT, SEEN)).toEqual([404, ['E-00-22']]);
    const unseen = { outcome: 'ACCEPTED' };
    expect(await refusedWith(id, XIAOSHAN, ACCEPT, unseen)).toEqual([409, ['E-02-08']]);
    const silent = { outcome: 'REJECTED' };
    expect(await refusedWith(id, XIAOSHAN, ACCEPT, silent)).toEqual([409, ['E-02-18']]);
    await doAct(id, XIAOSHAN, ACCEPT, { ...silent, opinion: '解聘证明不是原件。' });
    expect((await waitStatus(id, 'REJECTED')).statusLabel).toBe('不予受理');
    await waitMessageText(id, 'UNLOCK_REJECTED', '解聘证明不是原件。');
    expect(await waitMessage(id, 'UNLOCK_REJECTED')).toEqual([`person-${who}`]);
  });

  test('[ZJ-02][E-02-07] a permit is pushed after the application: it is not taken', async () => {
    const one = await applied();
    await leading(one, { issueDate: '2026-01-05' });
    await doAct(one.id, XIAOSHAN, ACCEPT, SEEN);
    await waitStatus(one.id, 'REJECTED');
    expect(await waitMessage(one.id, 'UNLOCK_UNFIT')).toHaveLength(1);
  });

  describe('the former employer is asked, and has seven days', () => {
    const names = [
      'silent',
      'objects',
      'half',
      'kept',
      'unlocks',
      'stays',
      'leads',
      'late',
    ] as const;
    let of: Record<(typeof names)[number], Applied>;

    beforeAll(async () => {
      of = await inParallel([...names], inquired);
    });

    test('[ZJ-02][AE-60][E-02-09][OP-10][DT-04] calendar days from the day after, Spring Festival counts', async () => {
      const { id } = of.silent;
      expect(await waitMessage(id, 'UNLOCK_INQUIRY')).toEqual([GROUP.jia]);
      expect((await waitTask(id, ANSWER)).groups).toEqual([GROUP.jia]);
      expect(await deadlinesOf(id)).toEqual({ 'OBJECTION_7#1': '2026-02-20 00:00' });
      expect(await refusedWith(id, XIAOSHAN, DECIDE, FORCE)).toEqual([409, ['E-02-09']]);
      expect(await refusedWith(id, JIA, DECIDE, FORCE)).toEqual([409, ['E-00-03']]);
    });

    test('[ZJ-02][OP-27] one paper alone does not count: the employer can add the other', async () => {
      for (const { id } of [of.half, of.late]) {
        await doAct(id, JIA, ANSWER, OBJECTION);
        await waitTask(id, ANSWER);
        expect((await caseView(id)).status).toBe('INQUIRING');
      }
      expect(await actsOf(of.half.id)).toContain(`${JIA} ${ANSWER}`);
    });

    test('[ZJ-02][AE-62][E-02-10][DD-21][OP-27] both papers on the 18th: the authority confirms the refusal', async () => {
      await clockAt('2026-02-18 15:00');
      const { id, who } = of.objects;
      expect(await refusedWith(id, XIAOSHAN, ANSWER, { ...OBJECTION, ...EVIDENCE })).toEqual([
        403,
        ['E-00-01'],
      ]);
      await decidedByStranger(id, ANSWER, YI, { ...OBJECTION, ...EVIDENCE });
      await doAct(id, JIA, ANSWER, { ...OBJECTION, ...EVIDENCE });
      await doAct(of.late.id, JIA, ANSWER, { ...OBJECTION, ...EVIDENCE });
      await waitTask(id, DECIDE);
      expect(await refusedWith(id, XIAOSHAN, DECIDE, FORCE)).toEqual([409, ['E-02-10']]);
      await doAct(id, XIAOSHAN, DECIDE, KEEP);
      expect((await waitStatus(id, 'REFUSED')).statusReason).toBe(KEEP.opinion);
      expect(await waitMessage(id, 'UNLOCK_REFUSED')).toEqual([`person-${who}`]);
      expect(await personOfLibrary(of.objects)).toMatchObject({ status: 'LOCKED', version: 1 });
    });

    test('[ZJ-02][4.2] the employer unlocks by itself: that ends the application', async () => {
      await clockAt('2026-02-18 15:00');
      const { id, person } = of.unlocks;
      await unlocked(person, '2026-02-18 15:00');
      expect((await waitStatus(id, 'SELF_UNLOCKED')).statusLabel).toBe('原企业已自行解锁');
      expect(await waitMessage(id, 'UNLOCK_NOT_NEEDED')).toHaveLength(1);
      expect((await caseView(id)).tasks).toEqual([]);
    });

    test('[ZJ-02][AE-60][E-02-09] an hour before the end', async () => {
      await clockAt('2026-02-19 23:00');
      const { id } = of.silent;
      expect(await refusedWith(id, XIAOSHAN, DECIDE, FORCE)).toEqual([409, ['E-02-09']]);
      expect((await caseView(id)).status).toBe('INQUIRING');
    });

    test('[ZJ-02][AE-61][4.2][GR-08] at midnight it is allowed: the person is free, 乙 draws the person in', async () => {
      await clockAt('2026-02-20 00:00');
      const { id, who } = of.silent;
      expect((await waitStatus(id, 'READY')).statusLabel).toBe('可强制解锁');
      await decidedByStranger(id, DECIDE, CIXI, FORCE);
      await doAct(id, XIAOSHAN, DECIDE, FORCE);
      const ended = await waitStatus(id, 'FORCED');
      expect(ended.statusReason).toBe(FORCE.opinion);
      expect(await waitMessage(id, 'UNLOCK_FORCED')).toEqual([`person-${who}`]);
      expect(await waitMessage(id, 'EMPLOYEE_UNLOCKED')).toEqual([GROUP.jia]);
      expect(await personOfLibrary(of.silent)).toMatchObject({
        ...{ status: 'UNLOCKED', version: 2 },
        data: { employer: null, formerEmployer: codeOf(JIA) },
      });
      const given = await drawing(of.silent, '2026-02-20 00:00');
      await entered(DRAW, given, 'DRAWN_IN');
    });

    test('[ZJ-02][OP-27][DT-15] only one paper came: it may be forced all the same', async () => {
      const { id } = of.half;
      await waitStatus(id, 'READY');
      await doAct(id, XIAOSHAN, DECIDE, FORCE);
      await waitStatus(id, 'FORCED');
    });

    test('[ZJ-02][DD-21] both papers, the second time: still only the refusal is left after the end', async () => {
      const { id } = of.late;
      expect(await refusedWith(id, XIAOSHAN, DECIDE, FORCE)).toEqual([409, ['E-02-10']]);
      await doAct(id, XIAOSHAN, DECIDE, KEEP);
      await waitStatus(id, 'REFUSED');
    });

    test('[ZJ-02][DT-15] the authority may refuse although nothing came', async () => {
      await waitStatus(of.kept.id, 'READY');
      await doAct(of.kept.id, XIAOSHAN, DECIDE, KEEP);
      await waitStatus(of.kept.id, 'REFUSED');
    });

    test('[ZJ-02][4.2] ready, and the employer unlocks by itself', async () => {
      await waitStatus(of.stays.id, 'READY');
      await unlocked(of.stays.person, '2026-02-20 00:00');
      await waitStatus(of.stays.id, 'SELF_UNLOCKED');
    });

    test('[ZJ-02][DT-15][E-02-07] ready, and a permit is pushed: nothing is forced', async () => {
      const { id } = of.leads;
      await waitStatus(id, 'READY');
      await leading(of.leads, { issueDate: '2026-01-05' });
      await doAct(id, XIAOSHAN, DECIDE, FORCE);
      await waitStatus(id, 'REFUSED');
      expect(await waitMessage(id, 'UNLOCK_BARRED')).toHaveLength(1);
      expect(await personOfLibrary(of.leads)).toMatchObject({ status: 'LOCKED', version: 1 });
    });
  });

  test('[ZJ-02][GR-03] somebody not entitled takes it past our doors: it does not count', async () => {
    const { id, who } = await applied();
    await decidedByStranger(id, ACCEPT, CIXI, SEEN);
    expect(await actsOf(id)).toEqual([`${CIXI} ${ACCEPT} void:E-00-01`]);
    const { body } = await (await as(who)).get(`/api/cases/${id}`).expect(200);
    expect(body.status).toBe('APPLIED');
  });
});
