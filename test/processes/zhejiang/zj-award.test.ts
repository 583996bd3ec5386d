import {
  clockAt,
  codes,
  doAct,
  leaveStack,
  messagesOf,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { waitFor } from '../../harness/client';
import {
  AWARD,
  applied,
  broughtIn,
  importedResult,
  importing,
  NOT_APPROVED,
  recordOf,
  result,
} from '../../harness/credit';
import { decidedByStranger } from '../../harness/engine-tasks';
import { entered, entryRefusals, libraryEntry, nextRound, withdrawn } from '../../harness/entry';
import { OLD_CONTRACT } from '../../harness/history';
import { enteredLike } from '../../harness/permit-project';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  GROUP,
  givenPermit,
  inParallel,
  JIA,
  STANDALONE_PERMIT,
  submitted,
  XIAOSHAN,
  YI,
} from '../../harness/subcontract';

/** Complete and accepted; complete; incomplete and accepted; incomplete. */
const PROJECTS = {
  won: { ...OLD_CONTRACT, acceptanceDate: '2014-01-20' },
  lost: { ...OLD_CONTRACT, acceptanceDate: '2014-01-20' },
  going: { ...OLD_CONTRACT },
  imported: {},
} satisfies Record<string, Record<string, string>>;
type Name = keyof typeof PROJECTS;

const refusals = (...given: Parameters<typeof applied>) => entryRefusals(AWARD, applied(...given));

describe('awards for completed projects', () => {
  let project: Record<Name, string>;

  beforeAll(async () => {
    await clockAt('2026-09-22 10:00');
    project = await inParallel(Object.keys(PROJECTS) as Name[], (name) =>
      broughtIn(PROJECTS[name]),
    );
  });
  afterAll(leaveStack);

  test('[ZJ-16][DT-23][AE-86][E-16-01][E-16-02][E-16-03][E-16-04][E-16-06][E-16-07] all reasons at once', async () => {
    await givenPermit();
    const [subcontract, standalone] = await Promise.all([
      submitted().then(async (id) => {
        await doAct(id, JIA, 'CONFIRM', CONFIRM);
        await doAct(id, CIXI, 'REVIEW', APPROVE);
        return (await waitStatus(id, 'ENTERED')).number;
      }),
      enteredLike(STANDALONE_PERMIT, { flow: 'zj-standalone-project', who: YI, reviewer: CIXI }),
    ]);
    expect(await refusals(subcontract)).toEqual(['E-16-02', 'E-16-03']);
    expect(await refusals(standalone, { confirmedCorrect: 'NO' }, YI)).toEqual([
      ...['E-16-02', 'E-16-03', 'E-16-04', 'E-16-07'],
    ]);
    expect(await refusals(project.going, {}, YI)).toEqual(['E-16-02', 'E-16-06']);
    expect(await refusals(project.imported)).toEqual(['E-16-01']);
    expect(await refusals('330282201203019999')).toEqual(['E-16-01']);
  });

  test('[ZJ-16][DT-03][4.10][E-16-08][E-16-09] won: a provincial good record, published without a second review', async () => {
    const id = await entered(AWARD, applied(project.won), 'SELECTION_REVIEW');
    expect((await waitTask(id, 'REVIEW')).groups).toEqual([GROUP.cixi]);
    await decidedByStranger(id, 'REVIEW', XIAOSHAN, APPROVE);
    expect(await refusals(project.won)).toEqual(['E-16-08']);
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    expect((await waitStatus(id, 'RECOMMENDED')).statusLabel).toBe('已推荐');
    const given = result(project.won);
    expect((await importing(given)).status).toBe(201);
    expect((await waitStatus(id, 'WON')).statusLabel).toBe('获奖（已导入）');
    const row = await waitFor('the import', () => importedResult(project.won));
    expect(row).toMatchObject({ status: 'WON', flags: [] });
    const { entry, page } = await recordOf(row.id);
    expect(entry).toMatchObject({
      ...{ status: 'PUBLISHED', version: 1 },
      data: { class: 'GOOD', awardLevel: 'PROVINCE', authority: 'province-330000' },
    });
    expect(page.text).toContain('省“钱江杯”优质工程');
    expect(codes(await importing(given))).toEqual(['E-16-09']);
    expect(codes(await importing(result(project.won, { result: 'LOST' })))).toEqual(['E-16-09']);
    expect((await recordOf(row.id)).entry?.version).toBe(1);
  });

  test('[ZJ-16][GR-04][4.10] not approved, corrected, recommended, lost: no record', async () => {
    const id = await entered(AWARD, applied(project.lost), 'SELECTION_REVIEW');
    await doAct(id, CIXI, 'REVIEW', NOT_APPROVED);
    expect((await waitStatus(id, 'NOT_APPROVED')).statusLabel).toBe('评选审核未通过');
    await nextRound(id, applied(project.lost), 'SELECTION_REVIEW');
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'RECOMMENDED');
    expect((await importing(result(project.lost, { result: 'LOST' }))).status).toBe(201);
    await waitStatus(id, 'LOST');
    expect(await messagesOf(id)).toMatchObject({
      AWARD_RECOMMENDED: [GROUP.jia],
      AWARD_LOST: [GROUP.jia],
    });
    const row = await waitFor('the import', () => importedResult(project.lost));
    expect(await libraryEntry('credit', row.number)).toBeUndefined();
  });

  test('[ZJ-16] withdrawn', async () => {
    const id = await entered(AWARD, applied(project.lost), 'SELECTION_REVIEW');
    await waitTask(id, 'REVIEW');
    await withdrawn(id, JIA);
  });
});
