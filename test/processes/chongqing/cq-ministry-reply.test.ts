/** The ministry's reply comes in Tasklist or over HTTP: the first word counts. */
import {
  actsOf,
  caseView,
  clockAt,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { national } from '../../harness/chongqing';
import {
  APPLICATION,
  APPROVE,
  ERRATUM,
  GROUP,
  givenProject,
  MINISTRY,
  taken,
  tryErratum,
  versionsOf,
} from '../../harness/chongqing-records';
import { waitFor } from '../../harness/client';

/** An erratum whose application the city sends now. */
async function sent(projectNo: string, before: (id: string) => Promise<void> = async () => {}) {
  const id = taken(await tryErratum(projectNo));
  await doAct(id, ERRATUM, 'VERIFY', APPROVE);
  await waitTask(id, 'SEND_TO_MINISTRY');
  await before(id);
  await doAct(id, ERRATUM, 'SEND_TO_MINISTRY', APPLICATION);
  return id;
}

/** Until the ministry has it so often. */
const received = (id: string, times: number) =>
  waitFor(`${times} applications at the ministry`, async () => {
    const pushes = await national().received({ platform: 'MINISTRY', key: id });
    return pushes.length >= times ? pushes : null;
  });

const replies = async (id: string) =>
  sql<{ status: string; reply: string }>(
    'select status, reply from issued_document where case_id = $1',
    [id],
  );
const versions = async (projectNo: string) => (await versionsOf(projectNo, 'CONTRACT')).length;
const city = () => givenProject({ managementLevel: 'CITY' });
const says = (id: string, accepted: boolean) =>
  national().acknowledge({ platform: 'MINISTRY', key: id, accepted, reason: '意见一则' });

describe('the ministry replies over HTTP', () => {
  beforeAll(() => clockAt('2024-10-14 09:00'));
  afterAll(async () => {
    await national().behaveAsUsual();
    await leaveStack();
  });

  test('[CQ-03][cq-ministry-reply][platform.push] consent: corrected, with the number of the reply', async () => {
    const projectNo = await city();
    const id = await sent(projectNo);
    await waitTask(id, 'MINISTRY_REPLY');
    await received(id, 1);
    const [application] = await national().stored({ platform: 'MINISTRY', key: id });
    expect(application?.body).toMatchObject({
      documentNo: APPLICATION.documentNo,
      projectNo,
      items: [expect.objectContaining({ field: 'contractAmount', value: '1250' })],
    });
    expect(await says(id, true)).toMatchObject([{ status: 200, body: { changed: true } }]);
    await waitStatus(id, 'CORRECTED');
    expect(await versions(projectNo)).toBe(2);
    expect(await replies(id)).toEqual([
      { status: 'MINISTRY_AGREED', reply: expect.stringContaining('JB-') },
    ]);
    // the same again changes nothing; nobody has decided by hand
    expect(await says(id, true)).toMatchObject([{ status: 200, body: { changed: false } }]);
    expect(await actsOf(id)).not.toContain(expect.stringContaining('MINISTRY_REPLY'));
  });

  test('[CQ-03][cq-ministry-reply] refusal; and at once instead of later', async () => {
    const later = await city();
    const id = await sent(later);
    await waitTask(id, 'MINISTRY_REPLY');
    await received(id, 1);
    await says(id, false);
    await waitStatus(id, 'MINISTRY_REFUSED');
    expect(await versions(later)).toBe(1);
    expect(await waitMessage(id, 'CQ_MINISTRY_REFUSED')).toEqual([GROUP.ding]);
    const now = await city();
    const other = await sent(now, (key) =>
      national().behave({ platform: 'MINISTRY', key, mode: 'ACCEPT' }),
    );
    await waitStatus(other, 'CORRECTED');
    expect(await versions(now)).toBe(2);
  });

  test('[CQ-03][cq-ministry-reply] a clerk was first: what comes over HTTP changes nothing', async () => {
    const projectNo = await city();
    const id = await sent(projectNo);
    await waitTask(id, 'MINISTRY_REPLY');
    await received(id, 1);
    await doAct(id, MINISTRY, 'MINISTRY_REPLY', {
      outcome: 'MINISTRY_REFUSED',
      opinion: '不同意。',
      replyNo: '建函2号',
    });
    await waitStatus(id, 'MINISTRY_REFUSED');
    await says(id, true);
    expect(await caseView(id)).toMatchObject({ status: 'MINISTRY_REFUSED' });
    expect(await versions(projectNo)).toBe(1);
    expect(await replies(id)).toEqual([{ status: 'MINISTRY_REFUSED', reply: '建函2号 不同意。' }]);
  });

  test('[CQ-03][cq-ministry-reply][G-07] not reached: sent again, then flagged; a clerk can still reply', async () => {
    const id = await sent(await city(), (key) =>
      national().behave({ platform: 'MINISTRY', key, mode: 'DOWN' }),
    );
    await received(id, 1);
    await waitTask(id, 'MINISTRY_REPLY');
    const tried = (attempts: number) =>
      waitFor(`attempt ${attempts}`, async () => {
        const [push] = await sql<{ attempts: number }>(
          'select attempts from push where case_id = $1',
          [id],
        );
        return (push?.attempts ?? 0) >= attempts ? push : null;
      });
    await tried(1);
    // as after the ninth time
    await sql('update push set attempts = 9 where case_id = $1', [id]);
    await clockAt('2024-10-14 09:02');
    await tried(10);
    expect(await waitMessage(id, 'CQ_PUSH_FAILED')).toEqual([GROUP.erratum]);
    expect(await caseView(id)).toMatchObject({ status: 'AT_MINISTRY', flags: ['PUSH_FAILED'] });
    await doAct(id, ERRATUM, 'MINISTRY_REPLY', { outcome: 'MINISTRY_AGREED', replyNo: '建函3号' });
    await waitStatus(id, 'CORRECTED');
  });
});
