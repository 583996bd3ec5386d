/** CQ-02: the push survives a platform that is down, answers twice, late or nonsense, or says no. */
import {
  act,
  actsOf,
  attach,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  confirmed,
  DING,
  enteredBuilding,
  entry,
  national,
  PAPERS,
  YUBEI,
  YUZHONG,
} from '../../harness/chongqing';
import { as, waitFor } from '../../harness/client';
import { completeInEngine } from '../../harness/engine-tasks';
import { incidentOf, repair } from '../../harness/incidents';
import { waitTimer } from '../../harness/timers';

const NATIONAL = 'NATIONAL' as const;

/** What the platform does with the push of each case. */
const modes = {
  down: { mode: 'DOWN' },
  twice: { mode: 'LATER' },
  gone: { mode: 'LOST', times: 1 },
  gaveUp: { mode: 'LATER' },
  nonsense: { mode: 'NONSENSE', times: 1 },
  refused: { mode: 'REJECT', reason: '合同类别有误', times: 1 },
  returned: { mode: 'REJECT', reason: '合同类别有误', times: 1 },
} as const;
type Name = keyof typeof modes;
const names = Object.keys(modes) as Name[];

const cases = {} as Record<Name, { id: string; projectNo: string }>;
const received = (id: string) => national().received({ platform: NATIONAL, key: id });
const stored = (id: string) => national().stored({ platform: NATIONAL, key: id });

/** The timer before the next try. */
const RETRY = 'Event_RetryDue';

/** So many seconds after the publicity ended. */
const MIDNIGHT = Date.parse('2024-05-17T00:00:00Z');
const secondsLater = (seconds: number) =>
  clockAt(new Date(MIDNIGHT + seconds * 1000).toISOString().slice(0, 19).replace('T', ' '));

describe('the push', () => {
  let tooEarly: string[];

  beforeAll(async () => {
    await clockAt('2024-04-30 10:00');
    for (const name of names) {
      cases[name] = await enteredBuilding();
      await confirmed(cases[name].id);
    }
    await national().behave(
      ...names.map((name) => ({ platform: NATIONAL, key: cases[name].id, ...modes[name] })),
    );
    tooEarly = codes(await act(cases.refused.id, YUZHONG, 'RETRY_PUSH', {}));
    await secondsLater(0);
    const tried = ['down', 'twice', 'gone', 'gaveUp', 'nonsense'] as const;
    await Promise.all(tried.map((name) => waitTimer(cases[name].id, RETRY)));
  });
  afterAll(async () => {
    await national().behaveAsUsual();
    await leaveStack();
  });

  test('[CQ-02][G-07] acknowledged twice: stored once', async () => {
    const { id } = cases.twice;
    await waitStatus(id, 'PUSH_PENDING');
    const delivered = await national().acknowledge({ platform: NATIONAL, key: id, times: 2 });
    expect(delivered.map(({ status }) => status < 300)).toEqual([true, true]);
    await waitStatus(id, 'STORED');
    expect(await stored(id)).toHaveLength(1);
    const records = await sql(
      `select 1 from library_entry where case_id = $1 and kind = 'stage-record'`,
      [id],
    );
    expect(records).toHaveLength(2);
  });

  test('[CQ-02][CQ-E104] refused for good: seen by the authority, pushed anew as another version, not before', async () => {
    expect(tooEarly).toEqual(['CQ-E104']);
    const { id } = cases.refused;
    await waitStatus(id, 'PUSH_FAILED');
    expect(await waitMessage(id, 'CQ_PUSH_REFUSED')).toContain('county-500103');
    await doAct(id, YUZHONG, 'RETRY_PUSH', { outcome: 'RETRY' });
    await waitStatus(id, 'STORED');
    expect((await received(id)).map(({ version }) => version)).toEqual([1, 2]);
  });

  test('[CQ-02][CQ-E103] refused for good: returned to the applicant', async () => {
    const { id, projectNo } = cases.returned;
    await waitTask(id, 'RETRY_PUSH');
    const silent = await act(id, YUZHONG, 'RETRY_PUSH', { outcome: 'RETURNED' });
    expect(codes(silent)).toEqual(['CQ-E103']);
    await completeInEngine(id, 'RETRY_PUSH', YUBEI, { outcome: 'RETRY' });
    await waitFor('the void act', async () => (await actsOf(id)).at(-1)?.includes('void:CQ-E101'));
    await doAct(id, YUZHONG, 'RETRY_PUSH', { outcome: 'RETURNED', opinion: '合同类别有误' });
    await waitStatus(id, 'RETURNED');
    const corrected = await (await as(DING)).post(`/api/cases/${id}/corrections`, {
      data: entry({ projectNo }),
      attachments: await attach(DING, PAPERS),
    });
    expect(corrected.status).toBe(200);
    await waitStatus(id, 'PENDING_VERIFY');
  });

  test('[CQ-02][G-07] nonsense is no answer; a lost answer is had again; a late one changes nothing', async () => {
    // the next of this one is the last
    await sql('update push set attempts = 9 where case_id = $1', [cases.gaveUp.id]);
    await secondsLater(61);
    const { id } = cases.nonsense;
    await waitStatus(id, 'STORED');
    expect((await received(id)).map(({ mode }) => mode)).toEqual(['NONSENSE', 'ACCEPT']);
    const gone = cases.gone.id;
    await waitStatus(gone, 'STORED');
    expect((await received(gone)).map(({ mode }) => mode)).toEqual(['LOST', 'REPEATED']);
    const late = await national().acknowledge({ platform: NATIONAL, key: gone });
    expect(late.map(({ status }) => status < 300)).toEqual([true]);
    const opposite = { platform: NATIONAL, key: gone, accepted: false };
    expect(await national().acknowledge(opposite)).toMatchObject([{ status: 409 }]);
    const nonsense = { platform: NATIONAL, key: gone, nonsense: { accepted: '也许' } };
    expect(await national().acknowledge(nonsense)).toMatchObject([{ status: 422 }]);
    expect((await caseView(gone)).status).toBe('STORED');
  });

  test('[CQ-02][G-07] acknowledged after we gave up: stored without another push', async () => {
    const { id } = cases.gaveUp;
    await waitStatus(id, 'PUSH_FAILED');
    await waitFor('the incident', () => incidentOf(id));
    const before = (await received(id)).length;
    await national().acknowledge({ platform: NATIONAL, key: id });
    await waitStatus(id, 'STORED');
    expect(await received(id)).toHaveLength(before);
  });

  test('[CQ-02][G-07][AC-20] down for the whole retry time: an incident, and no duplicate in the end', async () => {
    const { id } = cases.down;
    let seconds = 61;
    for (const [i, minutes] of [2, 4, 8, 16, 32, 60, 60, 60].entries()) {
      await waitTimer(id, RETRY, i + 2);
      seconds += minutes * 60 + 1;
      await secondsLater(seconds);
    }
    await waitStatus(id, 'PUSH_FAILED');
    expect(await waitMessage(id, 'CQ_PUSH_FAILED')).toContain('county-500103');
    const incident = await waitFor('the incident', () => incidentOf(id));
    await national().behaveAsUsual();
    await repair(incident);
    await waitStatus(id, 'STORED');
    expect(await stored(id)).toHaveLength(1);
    expect(await received(id)).toHaveLength(12);
  });
});
