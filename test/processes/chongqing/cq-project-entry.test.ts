/** CQ-01 and CQ-01L with the acceptance examples of 5.1 and 5.2: what may be handed in. */
import {
  act,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import {
  accept,
  allTrue,
  confirmed,
  entered,
  entry,
  entryRefusals,
  fed,
  highway,
  JI,
  LETTER_PAPERS,
  national,
  newProjectNo,
  PAPERS,
  SUPPLEMENT_PAPERS,
  stored,
  supplement,
  tryEntry,
  WU,
  YUZHONG,
} from '../../harness/chongqing';
import { waitTimer } from '../../harness/timers';

/** A building project that the permit system knows. */
async function building(): Promise<string> {
  const projectNo = newProjectNo();
  await fed(projectNo);
  return projectNo;
}

const papers = SUPPLEMENT_PAPERS;

/** What a building that is fed has to supplement. */
const STAGES = ['TENDER', 'CONTRACT', 'DRAWING', 'ACCEPT', 'INDICATOR'];

describe('entry and supplement', () => {
  afterAll(async () => {
    await national().behaveAsUsual();
    await leaveStack();
  });

  test('[CQ-01][AC-01][AC-02][CQ-E002] a supplement on the last day, and one second too late', async () => {
    await clockAt('2024-12-31 23:59:30');
    // basic information comes from the feed
    const data = async () => {
      const { basic: _, ...rest } = supplement({ projectNo: await building() });
      return { ...rest, stages: STAGES };
    };
    const late = await data();
    await entered(await data(), { papers });
    await clockAt('2025-01-01 00:00:00');
    expect(await entryRefusals(late, { papers })).toEqual(['CQ-E002']);
  });

  test('[CQ-01][AC-04][CQ-E001] entry opens on 2024-01-01', async () => {
    await clockAt('2023-12-31 23:59:59');
    const projectNo = await building();
    expect(await entryRefusals(entry({ projectNo }))).toEqual(['CQ-E001']);
    await clockAt('2024-01-01 00:00:00');
    await entered(entry({ projectNo }));
  });

  test('[CQ-E005][CQ-E003][AC-05] the other regime than the acceptance date says', async () => {
    await clockAt('2024-03-11 10:00');
    const projectNo = await building();
    const accepted = (completionAcceptanceDate: string) => ({
      ...{ projectNo, completionAcceptanceDate, acceptanceResult: 'QUALIFIED' },
    });
    expect(await entryRefusals(entry(accepted('2023-11-20')))).toEqual(['CQ-E005']);
    expect(await entryRefusals(supplement({ ...accepted('2024-02-01') }), { papers })).toContain(
      'CQ-E003',
    );
  });

  test('[R10][CQ-E003] the answer names the entry, which opens with the choice made', async () => {
    await clockAt('2024-03-11 10:00');
    const late = { projectNo: await building(), completionAcceptanceDate: '2024-02-01' };
    const { body } = await tryEntry(supplement(late), { papers });
    const found = body.errors.find(({ code }: { code: string }) => code === 'CQ-E003');
    expect(found.instead).toEqual({
      flow: 'cq-project-entry',
      title: expect.stringContaining('（入库）'),
      href: '/submit/cq-project-entry?applicationType=ENTRY',
    });
  });

  test('[CQ-E006][AC-08] outside Chongqing', async () => {
    await clockAt('2024-05-06 10:00');
    const projectNo = newProjectNo('510107');
    expect(await entryRefusals(entry({ projectNo, regionCode: '510107' }))).toContain('CQ-E006');
  });

  test('[CQ-01][CQ-E004][AC-07] already stored', async () => {
    await clockAt('2024-05-06 10:00');
    const projectNo = await building();
    await Promise.all(STAGES.map((stage) => stored(projectNo, stage)));
    const { basic: _, ...rest } = supplement({ projectNo });
    expect(await entryRefusals({ ...rest, stages: STAGES }, { papers })).toEqual(['CQ-E004']);
  });

  test('[CQ-E007][CQ-E008][CQ-E013][CQ-E014][CQ-E017] what a building project must not and must have', async () => {
    await clockAt('2024-05-06 10:00');
    const projectNo = await building();
    expect(await entryRefusals(entry({ projectNo, stages: ['PERMIT', 'BASIC'] }))).toEqual(
      expect.arrayContaining(['CQ-E007', 'CQ-E008']),
    );
    expect(await entryRefusals(entry({ projectNo }), { papers: PAPERS.slice(1) })).toEqual([
      'CQ-E013',
    ]);
    const failed = supplement({ projectNo, acceptanceResult: 'UNQUALIFIED' });
    expect(await entryRefusals(failed, { papers })).toContain('CQ-E014');
    const partly = { ...supplement({ projectNo }), stages: ['CONTRACT'] };
    expect(await entryRefusals(partly, { papers })).toContain('CQ-E020');
    expect(await entryRefusals(entry())).toContain('CQ-E017');
  });

  test('[CQ-E015][CQ-E016][CQ-E018] who may enter, once, with right numbers', async () => {
    await clockAt('2024-05-06 10:00');
    const projectNo = await building();
    const others = entry({ projectNo }).participants as { uscc: string }[];
    const stranger = entry({
      projectNo: newProjectNo(),
      participants: others.filter(({ uscc }) => !uscc.endsWith('E5L')),
    });
    expect(await entryRefusals(stranger, { who: WU })).toContain('CQ-E015');
    await entered(entry({ projectNo }));
    expect(await entryRefusals(entry({ projectNo }))).toEqual(['CQ-E016']);
    const wrong = [{ ...others[0], uscc: '915001030000000D7X' }, ...others];
    expect(await entryRefusals(entry({ projectNo, participants: wrong }))).toContain('CQ-E018');
  });

  test('[CQ-01][CQ-E018] numbers by appendix A: region of today, project, record, ID', async () => {
    await clockAt('2024-05-06 10:00');
    const projectNo = await building();
    const data = entry({ projectNo });
    const tender = data.tender as object;
    const fourthLine = { tenderType: '003', leaderName: '示例人' };
    const changes = [
      // 开县 until 2016
      { regionCode: '500234' },
      { projectNo: '5001032402300101' },
      { tender: { ...tender, tenderNo: `${newProjectNo()}-BD-001` } },
      { tender: { ...tender, ...fourthLine, leaderId: '500103199001010011' } },
      { contract: { ...(data.contract as object), consortiumCode: '915001030000000D7X' } },
    ];
    for (const change of changes)
      expect([change, await entryRefusals({ ...data, ...change })]).toEqual([
        change,
        expect.arrayContaining(['CQ-E018']),
      ]);
    const right = { ...tender, ...fourthLine, leaderId: '500103199001010010' };
    await entered({ ...data, tender: { ...right, tenderNo: `${projectNo}-BD-001` } });
  });

  test('[CQ-01L][AC-10][CQ-E010] a highway project with a sector authority', async () => {
    await clockAt('2024-05-06 10:00');
    const wrong = highway({ letterIssuerType: 'OWNER' });
    expect(await entryRefusals(wrong, { papers: LETTER_PAPERS })).toEqual(['CQ-E010']);
    await entered(highway(), { papers: LETTER_PAPERS });
  });

  test('[CQ-01L][AC-11][CQ-E009][CQ-E106] no sector authority: the owner issues the letter, the reviewer confirms', async () => {
    await clockAt('2024-05-06 10:00');
    const own = () =>
      highway({
        sector: 'ELECTROMECHANICAL',
        hasSectorAuthority: false,
        noSectorAuthorityReason: '本地没有机电行业主管部门',
        letterIssuerType: 'OWNER',
      });
    expect(await entryRefusals(own())).toEqual(['CQ-E009']);
    const id = await entered(own(), { papers: LETTER_PAPERS });
    await accept(id);
    await waitTask(id, 'VERIFY');
    const confirmed = { outcome: 'CONFIRMED', verdicts: allTrue(['BASIC', 'CONTRACT']) };
    expect(codes(await act(id, YUZHONG, 'VERIFY', confirmed))).toEqual(['CQ-E106']);
    await doAct(id, YUZHONG, 'VERIFY', { ...confirmed, noAuthorityConfirmed: true });
    await waitStatus(id, 'PUBLICITY');
  });

  test('[CQ-01][AC-13][CQ-E019] a specialist under a stored project', async () => {
    await clockAt('2024-05-06 10:00');
    const parentProjectNo = await building();
    const specialist = (...stages: string[]) =>
      entry({ part: 'SPECIALIST', projectCategory: 'SPECIALIST', parentProjectNo, stages });
    expect(await entryRefusals(specialist('TENDER', 'CONTRACT'), { who: JI })).toEqual(['CQ-E019']);
    await entered(specialist('CONTRACT', 'ACCEPT', 'INDICATOR'), { who: JI });
  });

  test('[CQ-01][AC-14][CQ-E011][CQ-E012][OP-08] a specialist without parent', async () => {
    await clockAt('2024-06-28 10:00');
    const projectNo = newProjectNo();
    const specialist = () =>
      entry({
        part: 'SPECIALIST',
        projectCategory: 'SPECIALIST',
        parentProjectNo: projectNo,
        stages: ['CONTRACT'],
      });
    expect(await entryRefusals(specialist(), { who: JI })).toEqual(['CQ-E011']);
    const stages = ['BASIC', 'TENDER', 'CONTRACT', 'ACCEPT'];
    const parent = await entered(entry({ part: 'PARENT', projectNo, stages }));
    expect(await entryRefusals(specialist(), { who: JI })).toEqual(['CQ-E012']);
    await clockAt('2024-07-01 10:00');
    await confirmed(parent, undefined, stages);
    await clockAt('2024-07-02 10:00');
    const id = await entered(specialist(), { who: JI });
    await confirmed(id, undefined, ['CONTRACT']);
    await national().behave({ platform: 'NATIONAL', key: parent, mode: 'LATER' });
    await clockAt('2024-07-17 00:00');
    await waitStatus(parent, 'PUSH_PENDING');
    await waitTimer(id, 'Event_HoldRechecked');
    expect((await caseView(id)).status).toBe('PUBLICITY_DONE');
    await national().acknowledge({ platform: 'NATIONAL', key: parent });
    await Promise.all([parent, id].map((one) => waitStatus(one, 'STORED')));
  });
});
