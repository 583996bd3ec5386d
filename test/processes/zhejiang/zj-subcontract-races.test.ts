import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { waitFor } from '../../harness/client';
import { newPerson } from '../../harness/people';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  GROUP,
  givenPermit,
  inParallel,
  JIA,
  submittedMany,
} from '../../harness/subcontract';

const CIXI_COLLEAGUE = 'cixi.chen';
const REFUSE = { outcome: 'NOT_APPROVED', opinion: '验收记录缺少监理单位签章。' };
const RETURN = { outcome: 'RETURNED', opinion: '合同编号不一致。' };

type Answer = Awaited<ReturnType<typeof act>>;

/** Of two acts at the same moment one is taken; the other hears that it came too late. */
function winnerOf<T>(answers: [Answer, Answer], who: [T, T]): T {
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect(codes(lost ?? answers[0])).toEqual(['E-00-03']);
  return answers[0].status === 202 ? who[0] : who[1];
}

const decisions = (id: string, name: string) =>
  sql<{ person: string; outcome: string; valid: boolean }>(
    'select person, outcome, valid from decision where case_id = $1 and act = $2',
    [id, name],
  );

/** Acts at the same moment, and acts at the moment of the timer. */
describe('races in ZJ-07', () => {
  const names = ['first', 'second', 'third', 'fourth'] as const;
  let id: Record<(typeof names)[number] | 'confirmed' | 'timer' | 'timerToo', string>;
  let colleague: string;

  beforeAll(async () => {
    await clockAt('2026-09-30 15:00');
    await givenPermit();
    id = await submittedMany(...names, 'confirmed', 'timer', 'timerToo');
    colleague = await newPerson({ roles: ['enterprise'], organisations: [GROUP.jia] });
    await doAct(id.confirmed, JIA, 'CONFIRM', CONFIRM);
  });
  afterAll(leaveStack);

  test('[ZJ-07][GR-01] two of 甲 decide at the same moment: one counts, under its own name', async () => {
    for (const name of names) {
      const people: [string, string] = [JIA, colleague];
      const winner = winnerOf(
        await Promise.all([
          act(id[name], JIA, 'CONFIRM', CONFIRM),
          act(id[name], colleague, 'CONFIRM', RETURN),
        ]),
        people,
      );
      const outcome = winner === JIA ? 'CONFIRMED' : 'RETURNED';
      await waitStatus(id[name], winner === JIA ? 'UNDER_REVIEW' : 'RETURNED');
      expect(await decisions(id[name], 'CONFIRM')).toEqual([
        { person: winner, outcome, valid: true },
      ]);
    }
  });

  test('[ZJ-07][GR-01] so do two of 慈溪市, one for and one against', async () => {
    const raced = await Promise.all(names.map((name) => caseView(id[name])));
    const confirmed = raced.filter(({ status }) => status === 'UNDER_REVIEW').map((c) => c.id);
    for (const file of [id.confirmed, ...confirmed]) {
      await waitTask(file, 'REVIEW');
      const winner = winnerOf(
        await Promise.all([
          act(file, CIXI, 'REVIEW', APPROVE),
          act(file, CIXI_COLLEAGUE, 'REVIEW', REFUSE),
        ]),
        [CIXI, CIXI_COLLEAGUE],
      );
      await waitStatus(file, winner === CIXI ? 'ENTERED' : 'NOT_APPROVED');
      expect(await decisions(file, 'REVIEW')).toEqual([
        {
          person: winner,
          outcome: winner === CIXI ? 'APPROVED' : 'NOT_APPROVED',
          valid: true,
        },
      ]);
    }
  });

  test('[ZJ-07][CAL-3] confirmed at the moment the limit ends: taken in time, or to be done again, late', async () => {
    await clockAt('2026-10-10 23:59:59');
    await inParallel(['timer', 'timerToo'], async (name) => {
      const file = id[name];
      const [answer] = await Promise.all([
        act(file, JIA, 'CONFIRM', CONFIRM),
        clockAt('2026-10-11 00:00:00'),
      ]);
      const inTime = answer.status === 202;
      if (!inTime) {
        expect([answer.status, codes(answer)]).toEqual([409, ['E-00-03']]);
        await waitStatus(file, 'TO_URGE');
        await waitFor('a late confirmation', async () => {
          await doAct(file, JIA, 'CONFIRM', CONFIRM);
          return true;
        });
      }
      await waitStatus(file, 'UNDER_REVIEW');
      expect(await actsOf(file)).toEqual([`${JIA} CONFIRM`]);
      // done again, it is late for the three days, but not for the task that is open meanwhile
      const [decision] = await sql<{ late: boolean }>(
        'select late from decision where case_id = $1',
        [file],
      );
      const flags = inTime && !decision?.late ? [] : ['GC_CONFIRM_LATE'];
      expect((await caseView(file)).flags).toEqual(flags);
    });
  });
});
