import { demoEnterprises } from '../../../seed';
import {
  actsOf,
  attach,
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  messagesOf,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as, forgetTokens, waitFor } from '../../harness/client';
import { completeInEngine } from '../../harness/engine-tasks';
import {
  DOUBTFUL,
  FALSE,
  newCreditCode,
  refusedAct,
  registered,
  registration,
  TRUE,
  tryRegister,
} from '../../harness/enterprise';
import { deployModels } from '../../harness/models';
import { keycloak, newPerson, registrant } from '../../harness/people';
import { CIXI, GROUP, givenPermit, PAPERS, record, XIAOSHAN } from '../../harness/subcontract';

const CIXI_COLLEAGUE = 'cixi.chen';

/** What the library holds of an enterprise now. */
async function entry(creditCode: string) {
  const rows = await sql<{ library: string; status: string; version: number }>(
    `select library, status, version from library_entry
     where kind = 'enterprise' and natural_key = $1 and valid_to is null`,
    [creditCode],
  );
  expect(rows.length).toBeLessThanOrEqual(1);
  return rows[0];
}

/** The credit record that a finding of false data left, with what stands on its public page. */
async function creditRecord(id: string) {
  const [record] = await sql<{ content: unknown }>(
    `select e.library, e.status, e.version, e.data, p.state, p.ends, p.title, p.content
     from case_file c
     join library_entry e on e.case_id = c.id and e.kind = 'credit' and e.natural_key = c.number
     join publicity p on p.case_id = c.id and p.state <> 'WITHDRAWN'
     where c.id = $1 and e.valid_to is null`,
    [id],
  );
  return record;
}

async function correct(id: string, who: string, data: object) {
  return (await as(who)).post(`/api/cases/${id}/corrections`, { data });
}

describe('an enterprise registers', () => {
  beforeAll(() => clockAt('2026-09-28 09:00'));
  afterAll(leaveStack);

  test('[ZJ-23][organisation.provision][DT-19][GR-08] confirmed as true: library, account, and it can work', async () => {
    const who = await registrant();
    const data = registration({ name: '慈溪一建装饰有限公司（虚构）' });
    const id = await registered(who, data);
    expect(await waitTask(id, 'VERIFY')).toMatchObject({
      name: '核实',
      groups: [GROUP.cixi],
    });
    const view = await caseView(id, who);
    expect(view.parties).toMatchObject({ applicant: `person-${who}`, authority: GROUP.cixi });
    expect(await deadlinesOf(id)).toEqual({});
    expect(await entry(data.creditCode)).toBeUndefined();

    await doAct(id, CIXI, 'VERIFY', TRUE);
    const done = await waitStatus(id, 'ENTERED');
    expect(done.closedAt).not.toBeNull();
    expect(await entry(data.creditCode)).toEqual({
      library: 'base',
      status: 'ENTERED',
      version: 1,
    });
    const group = `enterprise-${data.creditCode}`;
    expect(await keycloak.find(who)).toMatchObject({
      organisations: [group],
      roles: expect.arrayContaining(['enterprise']),
    });
    expect(await waitMessage(id, 'ENTERPRISE_ENTERED')).toEqual([group]);

    forgetTokens();
    await givenPermit();
    const submission = await (await as(who)).post('/api/cases/zj-subcontract', {
      data: record(),
      attachments: await attach(who, PAPERS),
    });
    expect([submission.status, codes(submission)]).toEqual([201, []]);
    expect((await waitStatus(submission.body.id, 'WAIT_GC')).parties.applicant).toBe(group);
  });

  test('[ZJ-23][DT-01] registered in a city without county: the city authority verifies', async () => {
    const id = await registered(await registrant(), { regPlace: '330100' });
    expect(await waitTask(id, 'VERIFY')).toMatchObject({ groups: ['city-330100'] });
  });

  test('[ZJ-23][GR-08] somebody in no organisation reads what is said to them', async () => {
    const who = await registrant();
    const id = await registered(who);
    await doAct(id, CIXI, 'VERIFY', DOUBTFUL);
    await waitMessage(id, 'VERIFICATION_DOUBTFUL');
    const { body } = await (await as(who)).get('/api/messages').expect(200);
    expect(body).toMatchObject([{ caseId: id, key: 'VERIFICATION_DOUBTFUL' }]);
  });

  describe('what is refused', () => {
    test('[ZJ-23][E-23-01] a code that is open, entered, or known from before', async () => {
      const who = await registrant();
      const data = registration();
      const id = await registered(who, data);
      const other = await registrant();
      expect(codes(await tryRegister(other, data))).toEqual(['E-23-01']);
      await doAct(id, CIXI, 'VERIFY', TRUE);
      await waitStatus(id, 'ENTERED');
      expect(codes(await tryRegister(other, data))).toEqual(['E-23-01']);
      const known = demoEnterprises[0]?.creditCode;
      expect(codes(await tryRegister(other, { creditCode: known }))).toEqual(['E-23-01']);
      expect((await keycloak.find(other))?.organisations).toEqual([]);
    });

    test('[ZJ-23][E-23-01] nor does a correction take over a known code', async () => {
      const who = await registrant();
      const id = await registered(who);
      await doAct(id, CIXI, 'VERIFY', FALSE);
      await waitStatus(id, 'FALSE');
      const known = demoEnterprises[0]?.creditCode;
      const response = await correct(id, who, registration({ creditCode: known }));
      expect([response.status, codes(response)]).toEqual([422, ['E-23-01']]);
    });

    test.each([
      ['nothing', undefined],
      ['the whole province', '330000'],
      ['another province', '310101'],
      ['no place at all', '339999'],
    ])('[ZJ-23][E-23-02] place of registration: %s', async (_what, regPlace) => {
      const response = await tryRegister('new.shi', { regPlace });
      expect([response.status, codes(response)]).toEqual([422, ['E-23-02']]);
    });

    test('[ZJ-23][E-23-03] a code with a wrong check digit', async () => {
      const right = newCreditCode();
      const wrong = right.slice(0, 17) + (right.endsWith('0') ? '1' : '0');
      const response = await tryRegister('new.shi', { creditCode: wrong });
      expect([response.status, codes(response)]).toEqual([422, ['E-23-03']]);
    });

    test('[E-23-02, E-23-03] all at once with the form errors', async () => {
      const response = await tryRegister('new.shi', { creditCode: 'x', regPlace: '', name: '' });
      expect(codes(response).sort()).toEqual(['E-00-10', 'E-23-02', 'E-23-03']);
    });

    test('[ZJ-23][E-17-03][GR-04] false or doubtful without a reason, false without evidence', async () => {
      const id = await registered(await registrant());
      await waitTask(id, 'VERIFY');
      const without = (given: object) => refusedAct(id, CIXI, 'VERIFY', given);
      expect(await without({ outcome: 'DOUBTFUL' })).toEqual([422, ['E-00-10']]);
      expect(await without({ outcome: 'FALSE' })).toEqual([409, ['E-17-03']]);
      const { opinion } = FALSE;
      expect(await without({ outcome: 'FALSE', opinion })).toEqual([409, ['E-17-03']]);
      expect((await caseView(id)).status).toBe('TO_CONFIRM');
    });

    test('[ZJ-23][E-23-04] a recheck of what is not in doubt', async () => {
      const id = await registered(await registrant());
      await waitTask(id, 'VERIFY');
      expect(await refusedAct(id, CIXI, 'RECHECK', TRUE)).toEqual([409, ['E-23-04']]);
    });
  });

  describe('who decides', () => {
    test('[ZJ-23][E-00-01][GR-03] no other authority, through the API', async () => {
      const who = await registrant();
      const id = await registered(who);
      await waitTask(id, 'VERIFY');
      const answers = async (people: string[]) => {
        const all = people.map(async (one) => refusedAct(id, one, 'VERIFY', TRUE));
        return Promise.all(all);
      };
      // the authority above and who handed it in see the case
      const seeing = await answers(['ningbo.wu', who]);
      expect(seeing).toEqual(seeing.map(() => [403, ['E-00-01']]));
      const strangers = await answers([XIAOSHAN, 'province.lin', 'jia.zhao']);
      expect(strangers).toEqual(strangers.map(() => [404, ['E-00-22']]));
    });

    test('[ZJ-23][E-00-01][GR-03] nor round it: void, noted, offered again', async () => {
      const data = registration();
      const id = await registered(await registrant(), data);
      await completeInEngine(id, 'VERIFY', XIAOSHAN, TRUE);
      await waitFor('the void act', async () => (await actsOf(id)).length === 1);
      await waitTask(id, 'VERIFY');
      expect(await entry(data.creditCode)).toBeUndefined();
      await doAct(id, CIXI, 'VERIFY', DOUBTFUL);
      await waitStatus(id, 'DOUBTFUL');

      await completeInEngine(id, 'RECHECK', XIAOSHAN, TRUE);
      await waitFor('the second void act', async () => (await actsOf(id)).length === 3);
      await waitTask(id, 'RECHECK');
      await doAct(id, CIXI_COLLEAGUE, 'RECHECK', TRUE);
      await waitStatus(id, 'ENTERED');
      expect(await actsOf(id)).toEqual([
        `${XIAOSHAN} VERIFY void:E-00-01`,
        `${CIXI} VERIFY`,
        `${XIAOSHAN} RECHECK void:E-00-01`,
        `${CIXI_COLLEAGUE} RECHECK`,
      ]);
      expect(await sql('select person, code from security_event where case_id = $1', [id])).toEqual(
        [
          { person: XIAOSHAN, code: 'E-00-01' },
          { person: XIAOSHAN, code: 'E-00-01' },
        ],
      );
    });

    test('[ZJ-23][E-00-01] nobody of the organisation that hands in', async () => {
      const reviewer = await newPerson({ roles: ['reviewer'], organisations: [GROUP.cixi] });
      const id = await registered(reviewer);
      await waitTask(id, 'VERIFY');
      for (const colleague of [reviewer, CIXI])
        expect(await refusedAct(id, colleague, 'VERIFY', TRUE)).toEqual([403, ['E-00-01']]);
    });
  });

  describe('in doubt', () => {
    test('[ZJ-23][DT-19] then true', async () => {
      const who = await registrant();
      const data = registration();
      const id = await registered(who, data);
      await doAct(id, CIXI, 'VERIFY', DOUBTFUL);
      await waitStatus(id, 'DOUBTFUL');
      expect(await entry(data.creditCode)).toMatchObject({
        library: 'doubtful',
        status: 'DOUBTFUL',
      });
      expect((await keycloak.find(who))?.organisations).toEqual([]);
      expect(await waitTask(id, 'RECHECK')).toMatchObject({ name: '复核存疑信息' });
      await doAct(id, CIXI, 'RECHECK', TRUE);
      await waitStatus(id, 'ENTERED');
      expect(await entry(data.creditCode)).toEqual({
        library: 'base',
        status: 'ENTERED',
        version: 2,
      });
    });

    test('[ZJ-17][ZJ-23][DT-11][DT-19][DD-07][GR-04][GR-07] then false, corrected, decided again', async () => {
      const who = await registrant();
      const data = registration();
      const id = await registered(who, data);
      const early = await correct(id, who, data);
      expect([early.status, codes(early)]).toEqual([409, ['E-00-05']]);
      await doAct(id, CIXI, 'VERIFY', DOUBTFUL);
      await doAct(id, CIXI, 'RECHECK', FALSE);
      const refused = await waitStatus(id, 'FALSE');
      expect(refused).toMatchObject({ awaitsCorrection: true, round: 1, closedAt: null });
      expect(await entry(data.creditCode)).toMatchObject({ library: 'credit', status: 'FALSE' });
      const record = {
        ...{ library: 'credit', status: 'PUBLISHED', version: 1, state: 'OPEN', ends: null },
        data: { class: 'BAD', enterpriseUscc: data.creditCode, evidence: FALSE.evidence },
        content: expect.arrayContaining([{ label: '虚假信息', value: '企业基本信息' }]),
      };
      expect(await creditRecord(id)).toMatchObject(record);
      expect(JSON.stringify((await creditRecord(id))?.content)).not.toContain(FALSE.opinion);
      expect(await waitMessage(id, 'ENTERPRISE_FALSE')).toEqual([`person-${who}`]);
      const other = await correct(id, await registrant(), data);
      expect([other.status, codes(other)]).toEqual([404, ['E-00-22']]);

      const corrected = await correct(id, who, { ...data, name: '更正后的企业名称（虚构）' });
      expect([corrected.status, corrected.body.round]).toEqual([200, 2]);
      await waitStatus(id, 'TO_CONFIRM');
      await doAct(id, CIXI_COLLEAGUE, 'VERIFY', TRUE);
      await waitStatus(id, 'ENTERED');
      expect(await entry(data.creditCode)).toMatchObject({ library: 'base', version: 3 });
      // what was false once stays in the credit record, and public
      expect(await creditRecord(id)).toMatchObject(record);
      const rounds = await sql(
        'select round, act, outcome, opinion from decision where case_id = $1 order by round, act desc',
        [id],
      );
      expect(rounds).toEqual([
        { round: 1, act: 'VERIFY', ...DOUBTFUL },
        { round: 1, act: 'RECHECK', outcome: FALSE.outcome, opinion: FALSE.opinion },
        { round: 2, act: 'VERIFY', ...TRUE, opinion: null },
      ]);
    });
  });

  test('[ZJ-23][DT-01] a correction that moves the enterprise goes to the new authority', async () => {
    const who = await registrant();
    const data = registration();
    const id = await registered(who, data);
    await doAct(id, CIXI, 'VERIFY', FALSE);
    await waitStatus(id, 'FALSE');
    await correct(id, who, { ...data, regPlace: '330109' });
    await waitStatus(id, 'TO_CONFIRM');
    expect(await waitTask(id, 'VERIFY')).toMatchObject({ groups: [GROUP.xiaoshan] });
    expect(await refusedAct(id, CIXI, 'VERIFY', TRUE)).toEqual([404, ['E-00-22']]);
  });
});

describe('an analyst gives the verification a limit of five working days', () => {
  let running = '';
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    running = await registered(await registrant());
    await waitTask(running, 'VERIFY');
    await deployModels({
      file: 'dmn/zhejiang/zj-authority.dmn',
      from: '<outputEntry id="R13_deadlineKeyOut">\n          <text>"NONE"',
      to: '<outputEntry id="R13_deadlineKeyOut">\n          <text>"LOCAL_REVIEW_5"',
    });
  });
  afterAll(async () => {
    await deployModels();
    await leaveStack();
  });

  test('[ZJ-23][DT-04][GR-05][GR-08] late is flagged and told, and still decided by the authority', async () => {
    const id = await registered(await registrant());
    await waitTask(id, 'VERIFY');
    // 10-01 to 10-07 is holiday, Sat 10-10 is worked
    expect(await deadlinesOf(id)).toEqual({ 'LOCAL_REVIEW_5#1': '2026-10-11 00:00' });
    await clockAt('2026-10-11 00:00');
    await waitFor('the flag', async () => (await caseView(id)).flags.includes('REVIEW_OVERDUE'));
    await waitMessage(id, 'REVIEW_OVERDUE');
    expect(await messagesOf(id)).toMatchObject({ REVIEW_OVERDUE: [GROUP.cixi] });
    await doAct(id, CIXI, 'VERIFY', TRUE);
    await waitStatus(id, 'ENTERED');
    expect(await sql('select late from decision where case_id = $1', [id])).toEqual([
      { late: true },
    ]);
  });

  test('[ZJ-23] a registration begun before keeps the rules it began with', async () => {
    expect(await caseView(running)).toMatchObject({ flags: [] });
    expect(await deadlinesOf(running)).toEqual({});
    await doAct(running, CIXI, 'VERIFY', TRUE);
    await waitStatus(running, 'ENTERED');
  });
});
