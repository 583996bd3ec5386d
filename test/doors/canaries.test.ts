import { bearWitness, tidyGiven, WITNESS } from '../../src/records/witnesses';
import { cancelOpenCases, clockAt, doAct, leaveStack, sql, waitStatus } from '../harness/cases';
import { API, as, engine, token, waitFor, whileAway } from '../harness/client';
import { taskKey } from '../harness/engine-tasks';
import { jobBench } from '../harness/jobs';
import {
  BING,
  CIXI,
  CONFIRM,
  givenPermit,
  JIA,
  record,
  submitted,
  YI,
} from '../harness/subcontract';
import { tasklist } from '../harness/tasklist';
import { placesOf } from '../harness/traces';

const NOW = '2026-09-30 15:00';

/** Texts that stand nowhere else; each is typed at doors where it belongs, or where it does not. */
const PERSON = { projectLeaderName: '皇甫金丝雀', projectLeaderIdNumber: '330782187909090012' };
const PHONE = '13877009911';
const OPINION = '金丝雀意见壹';
const IN_TASKLIST = '金丝雀意见贰';
const LATE = '金丝雀意见叁';
const IN_ADDRESS = '330782187808080018';

/**
 * Where an opinion belongs: the decision, the audit event of it and what its rules were asked; of
 * whoever sends a case back it is the reason, which stands in the case and in the message, too.
 */
const ON_RECORD = ['audit_event', 'case_file', 'decision', 'judgement', 'notice'].map(
  (table) => `table ${table}`,
);

/** Waits for the message that says it, which is written last. */
const told = (opinion: string) =>
  waitFor('the message', async () =>
    (await sql('select from notice where body like $1', [`%${opinion}%`])).at(0),
  );

/** Tables only, without the text. */
const tablesOf = (places: string[]) => [...new Set(places.map((at) => at.split(':')[0]))].sort();

describe('what is typed at the doors', () => {
  let id = '';
  let returned = '';

  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt(NOW);
    await givenPermit();
    id = await submitted(PERSON);
  });
  afterAll(leaveStack);

  test('an opinion given in the portal reaches neither engine, index nor log', async () => {
    returned = await submitted();
    await doAct(returned, JIA, 'CONFIRM', { outcome: 'RETURNED', opinion: OPINION });
    await waitStatus(returned, 'RETURNED');
    await told(OPINION);
    expect(tablesOf(await placesOf([OPINION]))).toEqual(ON_RECORD);
  });

  test('nor does one given in Tasklist', async () => {
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    const key = await taskKey(id, 'REVIEW');
    const inbox = await tasklist(CIXI);
    await waitFor('the review in Tasklist', async () =>
      (await inbox.tasks()).some((task) => task.id === key),
    );
    await inbox.claim(key);
    await inbox.complete(key, { outcome: 'NOT_APPROVED', opinion: IN_TASKLIST });
    await waitFor('the decision', async () => {
      const rows = await sql('select 1 from decision where case_id = $1 and act = $2', [
        id,
        'REVIEW',
      ]);
      return rows.length > 0;
    });
    await told(IN_TASKLIST);
    expect(tablesOf(await placesOf([IN_TASKLIST]))).toEqual(ON_RECORD);
  });

  test('what a form held is kept sealed, and only until the act is on record', async () => {
    const left = await sql(
      `select 1 from act_given g join act_witness w on w.id = g.id
       join engine_task t on t.key = w.user_task_key
       join case_file c on c.process_instance_key = t.root_key where c.id = any($1)`,
      [[id, returned]],
    );
    expect(left).toEqual([]);
  });

  test('it waits for its record, however long that takes; what the engine never took goes', async () => {
    const bench = await jobBench();
    const { db, vault, feed } = bench.deps;
    const other = await submitted();
    const key = await taskKey(other, 'CONFIRM');
    const given = { outcome: 'RETURNED', opinion: LATE };
    const seenAt = (task: string) => ({
      task,
      person: JIA,
      given,
      at: new Date(0),
      requestId: 'x',
    });
    // nobody records anything meanwhile
    await whileAway('app', 'stop', async () => {
      await bearWitness(db.manager, vault, seenAt('1'));
      const variables = await bearWitness(db.manager, vault, seenAt(key));
      await engine(`user-tasks/${key}/completion`, { variables });
      await waitFor('the feed to tell it', async () => {
        const [task] = await feed.tasks([key]);
        return task?.state === 'COMPLETED';
      });
      await tidyGiven(db.manager, feed, new Date());
      const left = await sql<{ id: string }>('select id from act_given');
      expect(left).toEqual([{ id: variables[WITNESS] }]);
    }).finally(() => bench.deps.close());
    await waitStatus(other, 'RETURNED');
    expect(await sql('select opinion from decision where case_id = $1', [other])).toEqual([
      { opinion: LATE },
    ]);
  });

  test('personal data of a draft, a check, a refused act and a refused body stand nowhere', async () => {
    const yi = await as(YI);
    const data = { ...record(), ...PERSON };
    await yi.post('/api/drafts/zj-subcontract', { data }).expect(201);
    await yi.post('/api/cases/zj-subcontract/check', { data, attachments: [] });
    // unknown to the form, too deep, no JSON, and an act by a stranger
    await yi.post('/api/cases/zj-subcontract', { data: { ...data, contactPhone: PHONE } });
    await yi.post('/api/cases/zj-subcontract/check', { data: { projectName: [[[PHONE]]] } });
    await fetch(`${API}/api/cases/zj-subcontract/check`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await token(YI)}`, 'Content-Type': 'application/json' },
      body: `{"${PHONE}`,
    });
    await (await as(BING)).post(`/api/cases/${id}/acts/REVIEW`, { opinion: PHONE }).expect(404);
    expect(await placesOf([...Object.values(PERSON), PHONE])).toEqual([]);
  });

  test('what stands in an address is in no log', async () => {
    const cixi = await as(CIXI);
    await cixi.get(`/api/cases?q=${IN_ADDRESS}`).expect(200);
    await cixi.get(`/cases?q=${IN_ADDRESS}`).expect(200);
    await cixi.get(`/public?q=${IN_ADDRESS}`).expect(200);
    expect(await placesOf([IN_ADDRESS])).toEqual([]);
  });

  test('[ZJ-07] messages, pages and the public list show it masked', async () => {
    const pages = [
      (await (await as(CIXI)).get('/api/messages')).text,
      (await (await as(JIA)).get(`/api/cases/${id}`)).text,
      (await (await as(JIA)).get(`/cases/${id}`)).text,
      (await (await as(YI)).get('/')).text,
      (await (await as(YI)).get('/public')).text,
    ];
    for (const page of pages)
      for (const secret of Object.values(PERSON)) expect(page).not.toContain(secret);
    expect(pages[1]).toContain('皇**');
  });
});
