import {
  attach,
  clockAt,
  codes,
  doAct,
  leaveStack,
  sql,
  unique,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { DOUBTFUL, FALSE, refusedAct, TRUE } from '../../harness/enterprise';
import { CIXI, GROUP, JIA, XIAOSHAN } from '../../harness/subcontract';

const FLOW = 'zj-three-year-project';

/** A project of 甲, which is registered in 萧山区. */
const project = (changes: object = {}) => ({
  ...{ projectName: '萧山示例家园（虚构）', projectPlace: '330109', ownerName: '示例置业（虚构）' },
  ...{ contractNo: unique('SG-2013-'), contractAmount: 5200 },
  ...{ signedDate: '2013-03-01', startDate: '2013-04-01', finishDate: '2014-12-20' },
  ...changes,
});

const file = async (data: object) =>
  (await as(JIA)).post(`/api/cases/${FLOW}`, { data, attachments: await attach(JIA, []) });

/** Codes that handing a project in is refused with. */
const refusals = async (changes: object = {}) => codes(await file(project(changes)));

async function filed(data = project()): Promise<string> {
  const response = await file(data);
  if (response.status !== 201) throw new Error(`file: ${response.status} ${response.text}`);
  await waitStatus(response.body.id, 'TO_CONFIRM');
  return response.body.id;
}

/** What a case wrote into libraries and stands there now. */
const entries = (id: string) =>
  sql(
    `select library, kind, status, data ->> 'enterpriseName' as name from library_entry
     where case_id = $1 and valid_to is null order by kind`,
    [id],
  );

describe('projects of the last three years are filed and screened in 2015', () => {
  afterAll(leaveStack);

  test('[ZJ-27][DT-13][E-27-01][E-27-02][E-27-03][E-27-04][GR-11] filed from 2015-03-01 to 04-14, screened from 04-15 to 05-30, by nobody else', async () => {
    await clockAt('2015-02-28 23:59');
    expect(await refusals()).toEqual(['E-27-01']);

    await clockAt('2015-03-01 00:00');
    const known = project();
    const last = await filed(known);
    const late = await filed();
    expect(await refusals({ contractNo: known.contractNo })).toEqual(['E-27-03']);
    expect(
      await refusals({
        signedDate: '2011-01-01',
        startDate: '2011-02-01',
        finishDate: '2012-02-28',
      }),
    ).toEqual(['E-27-02']);
    expect(await refusals({ finishDate: '2013-03-31' })).toEqual(['E-27-04']);

    await clockAt('2015-04-14 23:59');
    const [untrue, doubtful] = [await filed(), await filed()];
    expect(await waitTask(untrue, 'VERIFY')).toMatchObject({ groups: [GROUP.xiaoshan] });
    expect(await refusedAct(untrue, XIAOSHAN, 'VERIFY', TRUE)).toEqual([409, ['E-27-01']]);
    expect(await refusedAct(untrue, CIXI, 'VERIFY', TRUE)).toEqual([404, ['E-00-22']]);

    await clockAt('2015-04-15 00:00');
    expect(await refusals()).toEqual(['E-27-01']);
    await doAct(untrue, XIAOSHAN, 'VERIFY', FALSE);
    await doAct(doubtful, XIAOSHAN, 'VERIFY', DOUBTFUL);
    expect((await waitStatus(untrue, 'FALSE')).closedAt).not.toBeNull();
    expect(await entries(untrue)).toMatchObject([
      { library: 'credit', kind: 'credit', status: 'PUBLISHED' },
      { library: 'credit', kind: FLOW.slice(3), status: 'FALSE' },
    ]);
    await waitStatus(doubtful, 'DOUBTFUL');

    await clockAt('2015-05-30 23:59');
    await doAct(last, XIAOSHAN, 'VERIFY', TRUE);
    expect((await waitStatus(last, 'ENTERED')).closedAt).not.toBeNull();
    expect(await entries(last)).toMatchObject([
      {
        ...{ library: 'base', kind: FLOW.slice(3), status: 'ENTERED' },
        name: expect.stringContaining('甲'),
      },
    ]);

    await clockAt('2015-05-31 00:00');
    expect(await refusedAct(late, XIAOSHAN, 'VERIFY', TRUE)).toEqual([409, ['E-27-01']]);
    expect((await waitStatus(late, 'NOT_VERIFIED')).closedAt).not.toBeNull();
    expect(await waitMessage(late, 'VERIFICATION_CLOSED')).toHaveLength(1);
    expect(await entries(late)).toEqual([]);

    // what is in doubt is screened later, as in ZJ-17
    await doAct(doubtful, XIAOSHAN, 'RECHECK', TRUE);
    await waitStatus(doubtful, 'ENTERED');
  });
});
