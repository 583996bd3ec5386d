/**
 * [R8] What others wait for is put in order where an administrator ends a case: a key check
 * (cq-termination), an objection, an item of a sample.
 */
import { administrator, REASON, terminate } from '../../harness/administer';
import {
  caseView,
  clockAt,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { decideObjection, objected, publicityOf, published } from '../../harness/chongqing';
import {
  fraudComplaint,
  GROUP,
  givenProject,
  newProjectNo,
  SUPERVISION,
  taken,
  tryErratum,
} from '../../harness/chongqing-records';
import {
  complained,
  confirmedInRecord,
  drawnAt,
  emptyMonth,
  itemOf,
  withoutRecordedOnly,
} from '../../harness/chongqing-supervision';
import { waitFor } from '../../harness/client';
import { type JobBench, jobBench } from '../../harness/jobs';

const projectMarks = async (projectNo: string) =>
  (
    await sql<{ marks: string[] }>(
      `select marks from library_entry where kind = 'project' and natural_key = $1
       and valid_to is null`,
      [projectNo],
    )
  )[0]?.marks;

describe('a case that others wait for is ended', () => {
  let bench: JobBench;
  let admin: string;
  beforeAll(async () => {
    bench = await jobBench();
    admin = await administrator('city-500000');
  });
  afterAll(async () => {
    await withoutRecordedOnly();
    await bench.deps.close();
    await leaveStack();
  });

  const ended = async (id: string) => {
    expect(await terminate(id, admin)).toEqual([202, []]);
    await waitStatus(id, 'TERMINATED');
    expect(await caseView(id)).toMatchObject({ status: 'TERMINATED', tasks: [] });
  };

  test('[R8][CQ-07f][CQ-07f-R04] a key check: what it held goes on, the mark is gone', async () => {
    await clockAt('2024-05-08 09:00');
    const projectNo = await givenProject();
    const held = taken(await tryErratum(projectNo));
    await waitTask(held, 'VERIFY');
    const complaint = await fraudComplaint(projectNo);
    await waitStatus(held, 'KEY_CHECK');
    expect(await projectMarks(projectNo)).toEqual(['UNDER_KEY_CHECK']);
    await ended(complaint);
    expect(await waitMessage(complaint, 'CASE_TERMINATED')).toContain(GROUP.supervision);
    await waitTask(held, 'VERIFY');
    await waitFor('the mark to be gone', async () => (await projectMarks(projectNo))?.length === 0);
  });

  test('[R8][CQ-07f][CQ-07g] of a project in no library; and a complaint nobody decided on', async () => {
    await clockAt('2024-05-08 09:00');
    await ended(await fraudComplaint(newProjectNo()));
    const undecided = await complained(newProjectNo());
    await waitTask(undecided, 'ACCEPT_COMPLAINT');
    await ended(undecided);
    const { statusReason } = await caseView(undecided);
    expect(statusReason).toBe(REASON);
  });

  test('[R8][CQ-02][OP-12] an objection: the publicity goes on', async () => {
    await clockAt('2024-05-06 10:00');
    const { id, projectNo } = await published();
    const objection = await objected(id, projectNo);
    await waitStatus(id, 'OBJECTION');
    await waitTask(objection, 'DECIDE_OBJECTION');
    await ended(objection);
    await waitStatus(id, 'PUBLICITY');
    expect(await publicityOf(id)).toMatchObject([{ state: 'OPEN' }]);
  });

  test('[R8][CQ-02][CQ-07f] an objection that was decided, during the key check that it began', async () => {
    await clockAt('2024-05-06 10:00');
    const { id, projectNo } = await published();
    const objection = await objected(id, projectNo, { allegation: 'FRAUD' });
    await waitStatus(id, 'OBJECTION');
    await decideObjection(objection, 'REJECTED', '合同系伪造');
    await waitStatus(objection, 'KEY_CHECK');
    await waitTask(objection, 'CHOOSE_METHOD');
    await ended(objection);
    expect((await caseView(id)).status).toBe('REJECTED');
  });

  test('[R8][CQ-07b] items of a sample: ended alone, and before the draw they stand in', async () => {
    const period = '2023-09';
    await emptyMonth(period);
    await clockAt('2024-03-29 09:00');
    const [one, other] = [
      await confirmedInRecord(bench, '2023-09-10'),
      await confirmedInRecord(bench, '2023-09-11'),
    ];
    const draw = await drawnAt('2024-03-29 09:01', period, { ratePercent: 100 });
    const [rechecked, rectified] = [await itemOf(one), await itemOf(other)];
    await waitTask(rechecked, 'RECHECK');
    expect(await terminate(draw, admin)).toEqual([409, ['E-00-03']]);
    await ended(rechecked);
    await doAct(rectified, SUPERVISION, 'RECHECK', { outcome: 'FAIL', opinion: '不符。' });
    await waitTask(rectified, 'RECTIFY');
    await ended(rectified);
    await waitStatus(draw, 'CLOSED');
  });
});
