import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  messagesOf,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as, engine, waitFor } from '../../harness/client';
import { decidedByStranger, taskKey, witnessOf } from '../../harness/engine-tasks';
import { newPerson } from '../../harness/people';
import {
  APPROVE,
  BING,
  CIXI,
  CONFIRM,
  entryOf,
  GROUP,
  givenPermit,
  HANGZHOU,
  inParallel,
  JIA,
  NOTICE,
  notices,
  REPLY,
  record,
  submittedMany,
  tasksOf,
  XIAOSHAN,
  YI,
  YIWU,
} from '../../harness/subcontract';

const securityEvents = async (id: string) => {
  const rows = await sql<{ who: string }>(
    `select person || ' ' || code as who from security_event where case_id = $1 order by at, person`,
    [id],
  );
  return rows.map((row) => row.who);
};

/** Who may act and when, through our door and past it. Each case is used by one test or one story. */
describe('doors of ZJ-07', () => {
  let id: Record<'refused' | 'own' | 'strangers' | 'instant' | 'race' | 'raceToo', string>;

  beforeAll(async () => {
    await clockAt('2026-09-30 15:00');
    await givenPermit();
    id = await submittedMany('refused', 'own', 'strangers', 'instant', 'race', 'raceToo');
  });
  afterAll(leaveStack);

  test.each([
    ['the specialist itself', YI],
    ['the authority', CIXI],
  ])('[ZJ-07][E-07-05] %s cannot confirm', async (_, who) => {
    await waitTask(id.refused, 'CONFIRM');
    const refused = await act(id.refused, who, 'CONFIRM', CONFIRM);
    expect([refused.status, codes(refused)]).toEqual([409, ['E-07-05']]);
  });

  test('[D16] to another general contractor the case is not there', async () => {
    const refused = await act(id.refused, BING, 'CONFIRM', CONFIRM);
    expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
    expect(await securityEvents(id.refused)).toEqual([`${BING} S-01`]);
  });

  test('[ZJ-07][GR-01] a refused act is on record with who tried', async () => {
    const tried = await sql<{ actor: string; organisation: string; detail: object }>(
      `select actor, organisation, detail from audit_event
       where chain = $1 and action = 'act.refused' and actor = $2`,
      [`case:${id.refused}`, CIXI],
    );
    expect(tried).toEqual([
      { actor: CIXI, organisation: GROUP.cixi, detail: { act: 'CONFIRM', code: 'E-07-05' } },
    ]);
  });

  test('[ZJ-07][E-07-08] 慈溪市 cannot review what is neither confirmed nor marked', async () => {
    const refused = await act(id.refused, CIXI, 'REVIEW', APPROVE);
    expect([refused.status, codes(refused)]).toEqual([409, ['E-07-08']]);
  });

  test('[ZJ-07][GR-07] the specialist cannot change what 甲 is looking at', async () => {
    const refused = await (await as(YI)).post(`/api/cases/${id.refused}/corrections`, {
      data: record(),
    });
    expect([refused.status, codes(refused)]).toEqual([409, ['E-00-05']]);
  });

  test('[ZJ-07][E-00-01][GR-03] nobody reviews the own record, not even as a reviewer of 慈溪市', async () => {
    const both = await newPerson({ roles: ['reviewer'], organisations: [GROUP.cixi, GROUP.yi] });
    await doAct(id.own, JIA, 'CONFIRM', CONFIRM);
    await waitStatus(id.own, 'UNDER_REVIEW');
    await waitTask(id.own, 'REVIEW');
    const refused = await act(id.own, both, 'REVIEW', APPROVE);
    expect([refused.status, codes(refused)]).toEqual([403, ['E-00-01']]);
    await decidedByStranger(id.own, 'REVIEW', both, APPROVE);
    expect(await securityEvents(id.own)).toEqual([`${both} E-00-01`]);
    expect(await entryOf(id.own)).toBeUndefined();
  });

  test.each([
    ['an opinion nobody offers', { outcome: 'APPROVED' }],
    ['a return without its reason', { outcome: 'RETURNED' }],
    ['nothing', {}],
  ])('[ZJ-07][E-00-10] %s is no answer', async (_, fields) => {
    const refused = await act(id.refused, JIA, 'CONFIRM', fields);
    expect([refused.status, [...new Set(codes(refused))]]).toEqual([422, ['E-00-10']]);
  });

  test('[ZJ-07][CAL-3] an act of 10-11 00:00:00 is late, whichever is quicker, 甲 or the timer', async () => {
    const key = await taskKey(id.instant, 'CONFIRM');
    await engine(`user-tasks/${key}/assignment`, { assignee: JIA });
    // decided by a stranger after the reminder: offered again, not reminded again
    await clockAt('2026-10-10 12:00');
    await waitMessage(id.strangers, 'GC_CONFIRM_REMINDER');
    await decidedByStranger(id.strangers, 'CONFIRM', BING, CONFIRM);
    await clockAt('2026-10-11 00:00:00');
    const variables = { ...CONFIRM, ...(await witnessOf(key, JIA)) };
    const { status } = await engine(`user-tasks/${key}/completion`, { variables });
    if (status === 204) {
      const view = await waitStatus(id.instant, 'UNDER_REVIEW');
      expect(view.flags).toEqual(['GC_CONFIRM_LATE']);
    } else {
      await waitStatus(id.instant, 'TO_URGE');
    }
  });

  test('[ZJ-07][E-07-05][GR-03] 丙’s confirmation past the door is void; 甲 still has to decide', async () => {
    await waitStatus(id.strangers, 'TO_URGE');
    expect(await actsOf(id.strangers)).toEqual([`${BING} CONFIRM void:E-07-05`]);
    expect(await securityEvents(id.strangers)).toEqual([`${BING} E-07-05`]);
    expect((await messagesOf(id.strangers)).GC_CONFIRM_REMINDER).toEqual([GROUP.jia]);
  });

  test('[ZJ-07][E-07-08] nor can 慈溪市 review while a notice is due', async () => {
    const refused = await act(id.strangers, CIXI, 'REVIEW', APPROVE);
    expect([refused.status, codes(refused)]).toEqual([409, ['E-07-08']]);
  });

  test('[ZJ-07][E-00-01][E-07-05][GR-03] notice and late confirmation of strangers are void', async () => {
    await Promise.all([
      decidedByStranger(id.strangers, 'ISSUE_NOTICE', YIWU, NOTICE),
      decidedByStranger(id.strangers, 'CONFIRM', BING, CONFIRM),
    ]);
    expect(await notices(id.strangers)).toEqual([]);
    expect((await waitTask(id.strangers, 'ISSUE_NOTICE')).groups).toEqual([GROUP.cixi]);
    await doAct(id.strangers, CIXI, 'ISSUE_NOTICE', NOTICE);
    await waitStatus(id.strangers, 'URGED');
  });

  test('[ZJ-07][E-07-08] nor while the notice is unanswered', async () => {
    const refused = await act(id.strangers, CIXI, 'REVIEW', APPROVE);
    expect([refused.status, codes(refused)]).toEqual([409, ['E-07-08']]);
  });

  test('[ZJ-07][E-07-05][GR-03] reply and confirmation of strangers after the notice are void', async () => {
    await decidedByStranger(id.strangers, 'REPLY', BING, REPLY);
    expect(await notices(id.strangers)).toMatchObject([{ status: 'ISSUED', reply: null }]);
    await doAct(id.strangers, JIA, 'REPLY', REPLY);
    await waitStatus(id.strangers, 'REPLIED');
    await decidedByStranger(id.strangers, 'CONFIRM', YI, CONFIRM);
    await doAct(id.strangers, JIA, 'CONFIRM', CONFIRM);
    await waitStatus(id.strangers, 'UNDER_REVIEW');
  });

  test('[ZJ-07][E-00-01][E-07-09][GR-03] 杭州市’s approval past the door is void; 慈溪市 decides', async () => {
    const refused = await act(id.strangers, HANGZHOU, 'REVIEW', APPROVE);
    expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
    await decidedByStranger(id.strangers, 'REVIEW', HANGZHOU, APPROVE);
    expect(await entryOf(id.strangers)).toBeUndefined();
    await doAct(id.strangers, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id.strangers, 'ENTERED');
    const acts = await actsOf(id.strangers);
    // the two strangers of one moment in either order
    expect([acts[0], ...acts.slice(1, 3).sort(), ...acts.slice(3)]).toEqual([
      `${BING} CONFIRM void:E-07-05`,
      `${BING} CONFIRM void:E-07-05`,
      `${YIWU} ISSUE_NOTICE void:E-00-01`,
      `${CIXI} ISSUE_NOTICE`,
      `${BING} REPLY void:E-07-05`,
      `${JIA} REPLY`,
      `${YI} CONFIRM void:E-07-05`,
      `${JIA} CONFIRM`,
      `${HANGZHOU} REVIEW void:E-00-01`,
      `${CIXI} REVIEW`,
    ]);
    // six acts past the door, and one try at it
    expect(await securityEvents(id.strangers)).toHaveLength(7);
  });

  test('[ZJ-07][E-07-13][E-07-06][DT-16] 甲 confirms late while 慈溪市 issues the notice: one counts', async () => {
    await inParallel(['race', 'raceToo'], async (name) => {
      const file = id[name];
      await waitTask(file, 'ISSUE_NOTICE');
      await waitTask(file, 'CONFIRM');
      const answers = await Promise.all([
        act(file, JIA, 'CONFIRM', CONFIRM),
        act(file, CIXI, 'ISSUE_NOTICE', NOTICE),
      ]);
      for (const answer of answers) expect([202, 409]).toContain(answer.status);
      const accepted = answers.filter((answer) => answer.status === 202).length;
      const { status } = await waitFor('one of the two ways', async () => {
        const view = await caseView(file);
        return ['UNDER_REVIEW', 'URGED'].includes(view.status) && view;
      });
      const confirmed = status === 'UNDER_REVIEW';
      await waitTask(file, confirmed ? 'REVIEW' : 'REPLY');
      expect(tasksOf(await caseView(file))).toEqual(
        confirmed ? { REVIEW: [GROUP.cixi] } : { REPLY: [GROUP.jia] },
      );
      // what did not count is on record, too, a moment later
      const acts = await waitFor('the record of both', async () => {
        const all = await actsOf(file);
        return all.length === accepted && all;
      });
      const valid = acts.filter((line) => !line.includes('void'));
      expect(valid).toEqual([confirmed ? `${JIA} CONFIRM` : `${CIXI} ISSUE_NOTICE`]);
      expect(await notices(file)).toHaveLength(confirmed ? 0 : 1);
    });
  });

  test('[ZJ-07][GR-03] 萧山区, where 甲 is registered, has no task of these cases', async () => {
    const mine = Object.values(id);
    const offeredTo = (group: string) =>
      sql(
        `select t.key from case_file c join engine_task t on t.root_key = c.process_instance_key
         where c.id = any($1) and t.state = 'CREATED' and $2 = any(t.candidate_groups)`,
        [mine, group],
      );
    const instances = await sql(
      `select 1 from case_file c join engine_instance i on i.key = c.process_instance_key
       where c.id = any($1)`,
      [mine],
    );
    expect(instances).toHaveLength(mine.length);
    expect(await offeredTo(GROUP.xiaoshan)).toEqual([]);
    expect(await offeredTo(GROUP.cixi)).not.toEqual([]);
    const { body } = await (await as(XIAOSHAN)).get('/api/cases?limit=100').expect(200);
    expect(body.items.filter((item: { id: string }) => mine.includes(item.id))).toEqual([]);
  });
});
