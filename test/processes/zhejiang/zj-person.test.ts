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
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { DOUBTFUL, FALSE, TRUE } from '../../harness/enterprise';
import {
  entered,
  entryRefusals,
  libraryEntry,
  nextRound,
  tryEntry,
  withdrawn,
} from '../../harness/entry';
import { registrant } from '../../harness/people';
import {
  cardRead,
  certificatesOf,
  creditCode,
  drawnFrom,
  enteredPerson,
  newCard,
  PERSON,
  personOf,
  practitioner,
  registered,
  titled,
} from '../../harness/person';
import { CIXI, GROUP, JIA, XIAOSHAN, YI } from '../../harness/subcontract';
import { leading } from '../../harness/transfer';

const NOW = '2026-09-28 09:00';
const NOT_APPROVED = { outcome: 'NOT_APPROVED', opinion: '证书扫描件不清晰。' };

describe('people enter the library', () => {
  beforeAll(() => clockAt(NOW));
  afterAll(leaveStack);

  test('[ZJ-01][DT-03][DT-18][4.1][4.2] a registered constructor is reviewed by 萧山区 and locked to 甲', async () => {
    const card = newCard('张一');
    const id = await entered(PERSON, await practitioner(card, { at: NOW }), 'SUBMITTED');
    expect((await waitTask(id, 'VERIFY')).groups).toEqual([GROUP.xiaoshan]);
    const person = await personOf(id);
    expect(await caseView(id)).toMatchObject({ statusLabel: '待审核', subject: person });
    expect(await deadlinesOf(id)).toEqual({});
    expect(await libraryEntry('person', person)).toBeUndefined();
    expect(await drawnFrom('甲')).not.toContainEqual(expect.stringContaining(person));

    // an office of another county does not even see the case
    const refused = await act(id, CIXI, 'VERIFY', TRUE);
    expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
    await doAct(id, XIAOSHAN, 'VERIFY', TRUE);
    await waitStatus(id, 'ENTERED');
    expect(await waitMessage(id, 'CASE_ENTERED')).toEqual([GROUP.jia]);
    expect(await libraryEntry('person', person)).toMatchObject({
      ...{ library: 'personnel', status: 'LOCKED', version: 1 },
      data: { employer: creditCode('甲'), sex: card.sex, name: '张**' },
    });
    const [certificate] = await certificatesOf(person);
    expect(certificate).toMatchObject({
      ...{ library: 'personnel', status: 'ENTERED' },
      data: { category: 'REGISTERED', certificateType: 'CONSTRUCTOR', person },
    });
    expect(await drawnFrom('甲')).toContain(certificate?.natural_key);
  });

  test('[ZJ-01] an ID number stands in no plain column, key or answer', async () => {
    const card = newCard('王二');
    const id = await enteredPerson(await titled(card, { at: NOW }));
    const kept = await sql<{ text: string }>(
      `select c::text || coalesce((select string_agg(e::text, ' ') from library_entry e where e.case_id = c.id), '')
         || coalesce((select string_agg(a::text, ' ') from audit_event a where a.entity = 'case:' || c.id), '')
         || coalesce((select string_agg(n::text, ' ') from notice n where n.case_id = c.id), '') as text
       from case_file c where c.id = $1`,
      [id],
    );
    const shown = await (await as(XIAOSHAN)).get(`/api/cases/${id}`);
    for (const text of [kept[0]?.text, shown.text]) {
      expect(text).toContain(card.idNumber.slice(-4));
      expect(text).not.toContain(card.idNumber);
      expect(text).not.toContain(card.name);
    }
  });

  test('[ZJ-01][E-01-02] typed by hand, of another reader, or of nothing: refused', async () => {
    const card = newCard();
    const given = await titled(card, { at: NOW });
    const typed = {
      ...given.data,
      readingNo: '',
      identity: { idNumber: card.idNumber, name: card.name },
    };
    expect(await entryRefusals(PERSON, { ...given, data: typed })).toContain('E-01-02');
    const stranger = { ...given.data, readingNo: await cardRead(card, YI, NOW) };
    expect(await entryRefusals(PERSON, { ...given, data: stranger })).toEqual(['E-01-02']);
    const checked = await (await as(JIA)).post(`/api/cases/${PERSON}/check`, {
      data: stranger,
      attachments: [],
    });
    expect(JSON.stringify(checked.body)).not.toContain(card.idNumber);
    const old = await titled(card, { at: '2026-08-28 09:00' });
    expect(await entryRefusals(PERSON, old)).toEqual(['E-01-02']);
  });

  test('[ZJ-01][AE-55][E-01-05][E-01-06][E-01-07] what is missing is named, all at once', async () => {
    const card = newCard();
    const given = await practitioner(card, {
      at: NOW,
      changes: { sourceRecordId: '', graduationSchool: '' },
    });
    const refused = await tryEntry(PERSON, { ...given, papers: [] });
    expect(codes(refused).sort()).toEqual(['E-01-05', 'E-01-06', 'E-01-07']);
    const others = await registered(newCard());
    const foreign = await practitioner(card, { at: NOW, changes: { sourceRecordId: others } });
    expect(await entryRefusals(PERSON, foreign)).toEqual(['E-01-05']);
    expect(
      await entryRefusals(PERSON, { ...given, data: { ...given.data, category: 'DIRECTOR' } }),
    ).toContain('E-01-04');
  });

  test('[ZJ-01] a worker needs one of two certificates; a tester is of the site', async () => {
    const [worker, tester] = [newCard('赵工'), newCard('钱检')];
    const of = async (card: typeof worker, category: 'WORKER' | 'SITE', type: string, more = {}) =>
      practitioner(card, {
        at: NOW,
        changes: { category, sourceRecordId: await registered(card, category, type), ...more },
      });
    const given = await of(worker, 'WORKER', 'WELDER');
    expect(await entryRefusals(PERSON, { ...given, papers: [] })).toEqual(['E-01-06']);
    await enteredPerson({ ...given, papers: ['SKILL_CERTIFICATE'] });
    const post = await of(tester, 'SITE', 'TESTER', { testingPost: 'YES' });
    const id = await enteredPerson({ ...post, papers: ['POST_CERTIFICATE'] });
    expect(await certificatesOf(await personOf(id))).toMatchObject([
      { data: { category: 'SITE', certificateType: 'TESTER', testingPost: 'YES' } },
    ]);
  });

  test('[ZJ-01][AE-52][AE-53][E-01-03][E-01-10] one person, two qualifications, one enterprise', async () => {
    const card = newCard('李三');
    const first = await practitioner(card, { at: NOW });
    const person = await personOf(await enteredPerson(first));
    expect(await entryRefusals(PERSON, first)).toEqual(['E-01-10']);
    expect(await entryRefusals(PERSON, await titled(card, { who: YI, at: NOW }))).toEqual([
      'E-01-03',
    ]);
    await enteredPerson(await titled(card, { at: NOW }));
    expect(await libraryEntry('person', person)).toMatchObject({ version: 1, status: 'LOCKED' });
    expect((await certificatesOf(person)).map(({ data }) => data.category)).toEqual([
      'REGISTERED',
      'TITLE',
    ]);
  });

  test('[ZJ-01][E-01-09] 甲 and 乙 hand one person in at one instant: one of them', async () => {
    const card = newCard('孙四');
    const both = [await titled(card, { at: NOW }), await titled(card, { who: YI, at: NOW })];
    const answers = await Promise.all(both.map((one) => tryEntry(PERSON, one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const [lost = -1] = answers.flatMap(({ status }, at) => (status === 422 ? [at] : []));
    expect(codes(answers[lost] as never)).toEqual(['E-01-09']);
    const won = answers[1 - lost]?.body.id as string;
    await waitStatus(won, 'SUBMITTED');
    await withdrawn(won, both[1 - lost]?.who as string);
    const again = await entered(PERSON, both[lost] as never, 'SUBMITTED');
    expect(await personOf(again)).toBe(await personOf(won));
  });

  test('[ZJ-01][E-01-01] an enterprise that is not entered has no people', async () => {
    const who = await registrant();
    const response = await (await as(who)).post(`/api/cases/${PERSON}`, { data: {} });
    expect(response.status).toBe(403);
  });

  test('[ZJ-01][ZJ-24][AE-56][4.1] not approved: changed, handed in again, and drawn only then', async () => {
    const card = newCard('周五');
    const given = await titled(card, { at: NOW });
    const id = await entered(PERSON, given, 'SUBMITTED');
    await doAct(id, XIAOSHAN, 'VERIFY', NOT_APPROVED);
    const view = await waitStatus(id, 'NOT_APPROVED');
    expect(view).toMatchObject({ statusReason: '证书扫描件不清晰。', awaitsCorrection: true });
    const person = await personOf(id);
    expect(await libraryEntry('person', person)).toBeUndefined();
    expect(await drawnFrom('甲')).not.toContainEqual(expect.stringContaining(person));
    const data = { ...given.data, titleCertName: '高级工程师' };
    await nextRound(id, { ...given, data }, 'SUBMITTED');
    await doAct(id, XIAOSHAN, 'VERIFY', TRUE);
    await waitStatus(id, 'ENTERED');
    expect(await drawnFrom('甲')).toContainEqual(expect.stringContaining(person));
    expect(await actsOf(id)).toHaveLength(2);
  });

  test('[ZJ-01][ZJ-17][DT-19][4.1] in doubt, then entered; false, corrected, entered', async () => {
    const card = newCard('吴六');
    const given = await titled(card, { at: NOW });
    const id = await entered(PERSON, given, 'SUBMITTED');
    await doAct(id, XIAOSHAN, 'VERIFY', DOUBTFUL);
    await waitStatus(id, 'DOUBTFUL');
    const person = await personOf(id);
    expect(await certificatesOf(person)).toMatchObject([{ library: 'doubtful' }]);
    expect(await drawnFrom('甲')).not.toContainEqual(expect.stringContaining(person));
    await doAct(id, XIAOSHAN, 'RECHECK', FALSE);
    await waitStatus(id, 'FALSE');
    expect(await libraryEntry('person', person)).toBeUndefined();
    await nextRound(id, given, 'SUBMITTED');
    await doAct(id, XIAOSHAN, 'VERIFY', TRUE);
    await waitStatus(id, 'ENTERED');
    expect(await certificatesOf(person)).toMatchObject([{ library: 'personnel', version: 3 }]);
    expect(await libraryEntry('person', person)).toMatchObject({ status: 'LOCKED' });
  });
});

describe('the file of a person', () => {
  beforeAll(() => clockAt(NOW));
  afterAll(leaveStack);

  test('[ZJ-01][DT-14][DT-18] what somebody can be used for today, and why not; each look is noted', async () => {
    const card = newCard('蒋九');
    const caseId = await enteredPerson(await practitioner(card, { at: NOW }));
    const person = await personOf(caseId);
    const file = await (await as(JIA)).get(`/api/people/${person}`).expect(200);
    expect(file.body.uses).toMatchObject([{ allowed: true }, { allowed: true }, { allowed: true }]);
    expect(file.body.entries).toMatchObject([{ kind: '人员' }, { kind: '人员证书', counts: true }]);
    await leading({ card });
    const page = await (await as(XIAOSHAN)).get(`/people/${person}`).expect(200);
    expect(page.text).toContain('注册建造师有在建工程项目，竣工验收或移交手续办结前不能变更');
    for (const shown of [page.text, file.text]) {
      expect(shown).not.toContain(card.idNumber);
      expect(shown).not.toContain(card.name);
    }
    await (await as(YI)).get(`/api/people/${person}`).expect(404);
    const looks = await sql<{ actor: string }>(
      "select actor from audit_event where action = 'person.viewed' and entity = $1 order by at, seq",
      [`person:${person}`],
    );
    expect(looks.map(({ actor }) => actor).sort()).toEqual([JIA, XIAOSHAN].sort());
  });
});
