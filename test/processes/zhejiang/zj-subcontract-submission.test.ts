import {
  clockAt,
  codes,
  deadlinesOf,
  leaveStack,
  publishCalendar,
  sql,
  waitTask,
} from '../../harness/cases';
import { as, waitFor } from '../../harness/client';
import { incidentOf, repair } from '../../harness/incidents';
import {
  BING,
  CIXI,
  GROUP,
  givenPermit,
  JIA,
  PAPERS,
  record,
  refusals,
  STANDALONE_PERMIT,
  submitted,
  trySubmit,
  YI,
} from '../../harness/subcontract';

const countCases = async () =>
  (await sql<{ n: number }>('select count(*)::int as n from case_file'))[0]?.n;

/** What is taken and what is refused, before any process begins. */
describe('handing a record in', () => {
  beforeAll(async () => {
    await clockAt('2026-09-30 15:00');
    await givenPermit();
  });
  afterAll(leaveStack);

  test.each([
    ['AE-37', 'E-07-01', 'a permit nobody pushed', { gcPermitNo: '330282202699990101' }],
    ['AE-34', 'E-07-02', '特种工程', { specialty: '特种工程' }],
    ['E-07-02', 'DT-06', 'no specialty', { specialty: '' }],
    ['E-07-02', 'DT-06', '古建筑修缮, which is not one of the 14', { specialty: 'ANCIENT_REPAIR' }],
    ['E-07-10', 'ZJ-07', 'a permit of Jiangsu', { gcPermitNo: '320102202605010101' }],
  ])('[ZJ-07][%s][%s] %s is refused', async (example, rule, _, changes) => {
    const expected = [example, rule].find((id) => id.startsWith('E-'));
    const response = await trySubmit(changes);
    expect([response.status, codes(response)]).toEqual([422, [expected]]);
  });

  test('[ZJ-07][E-07-01][E-07-12] nor is a standalone project, least of all one of its own', async () => {
    await givenPermit(STANDALONE_PERMIT);
    expect(await refusals({ gcPermitNo: STANDALONE_PERMIT })).toEqual(['E-07-01', 'E-07-12']);
  });

  test('[ZJ-07][E-07-12] the general contractor is not its own specialist', async () => {
    expect(await refusals({}, { who: JIA })).toEqual(['E-07-12']);
  });

  test.each([
    [['E-07-03'], ['ACCEPTANCE_RECORD']],
    [['E-07-04'], ['SUBCONTRACT']],
    [['E-07-03', 'E-07-04'], []],
    [['E-00-11'], [...PAPERS, 'PHOTO']],
  ])('[ZJ-07][AE-35][DT-05][E-07-03][E-07-04] %s with papers %s', async (expected, papers) => {
    expect(await refusals({}, { papers })).toEqual(expected);
  });

  test('[ZJ-07][DT-05] other papers may come along', async () => {
    const response = await trySubmit({}, { papers: [...PAPERS, 'OTHER'] });
    expect(response.status).toBe(201);
  });

  test('[ZJ-07] every refusal comes at once, each with its field, and nothing is stored', async () => {
    const before = await countCases();
    const response = await trySubmit(
      {
        gcPermitNo: '330282202699990101',
        specialty: '特种工程',
        contractAmount: -1,
        indicators: '',
      },
      { papers: [] },
    );
    const errors: { code: string; field: string }[] = response.body.errors;
    expect(response.status).toBe(422);
    expect(errors.map(({ code, field }) => `${code} ${field}`).sort()).toEqual([
      'E-00-10 contractAmount',
      'E-00-10 indicators',
      'E-07-01 gcPermitNo',
      'E-07-02 specialty',
      'E-07-03 attachments.SUBCONTRACT',
      'E-07-04 attachments.ACCEPTANCE_RECORD',
    ]);
    expect(await countCases()).toBe(before);
  });

  test.each([
    ['an authority', CIXI],
    ['an auditor', 'audit.he'],
  ])('[ZJ-07][GR-03] %s hands in nothing', async (_, who) => {
    const response = await (await as(who)).post('/api/cases/zj-subcontract', { data: record() });
    expect([response.status, codes(response)]).toEqual([403, ['E-00-21']]);
  });

  test('[ZJ-07][E-07-11] the same contract under the same permit is refused, another is not', async () => {
    const { contractNo } = record() as { contractNo: string };
    await submitted({ contractNo });
    expect(await refusals({ contractNo })).toEqual(['E-07-11']);
    expect(await refusals({ contractNo: ` ${contractNo} ` })).toEqual(['E-07-11']);
    expect(await refusals({ contractNo, specialty: 'CURTAIN_WALL' })).toEqual([]);
    expect(await refusals({ contractNo }, { who: BING })).toEqual([]);
  });

  test('[ZJ-07][E-07-11] handed in twice at the same instant, one is taken', async () => {
    const { contractNo } = record() as { contractNo: string };
    const answers = await Promise.all([1, 2, 3].map(() => trySubmit({ contractNo })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    for (const answer of answers.filter(({ status }) => status === 422))
      expect(codes(answer)).toEqual(['E-07-11']);
  });

  test('[ZJ-07][GR-01][GR-10] what was handed in is on record: who, when, which files', async () => {
    const id = await submitted();
    const [first] = await sql<{ actor: string; organisation: string; action: string; at: Date }>(
      'select actor, organisation, action, at from audit_event where chain = $1 and seq = 1',
      [`case:${id}`],
    );
    expect(first).toEqual({
      actor: YI,
      organisation: GROUP.yi,
      action: 'case.submitted',
      at: new Date('2026-09-30T15:00:00+08:00'),
    });
    const files = await sql<{ kind: string; uploaded_by: string; sha256: string; round: number }>(
      'select kind, uploaded_by, sha256, round from attachment where case_id = $1 order by kind',
      [id],
    );
    expect(files).toMatchObject([
      { kind: 'ACCEPTANCE_RECORD', uploaded_by: YI, round: 1 },
      { kind: 'SUBCONTRACT', uploaded_by: YI, round: 1 },
    ]);
    for (const { sha256 } of files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('[ZJ-07][AE-95][CAL-1] no deadline is guessed for a year without a calendar', async () => {
    await clockAt('2026-12-30 10:00');
    const response = await trySubmit();
    const id: string = response.body.id;
    const incident = await waitFor('the incident', () => incidentOf(id));
    expect(incident.errorMessage).toContain('2027年');
    expect(await deadlinesOf(id)).toEqual({});

    // the arrangement is published and loaded
    await publishCalendar(2027);
    await repair(incident);
    await waitTask(id, 'CONFIRM');
    expect(await deadlinesOf(id)).toEqual({ 'GC_CONFIRM_3#1': '2027-01-06 00:00' });
  });
});
