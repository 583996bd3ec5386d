/** The record's side of the feed: what it takes, who may hand over, and what an operator sees of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import request from 'supertest';
import { leaveStack, sql } from '../harness/cases';
import { API, runtime, setting } from '../harness/client';
import { ownerUrl } from '../harness/database';

afterAll(leaveStack);

const PARTITION = 4711;

/** An event as the broker writes it. */
function event(position: number, key: number, intent: string, more: object = {}) {
  return {
    ...{ position, key, intent, valueType: 'PROCESS_INSTANCE', timestamp: 1790000000000 },
    value: {
      ...{ bpmnElementType: 'PROCESS', bpmnProcessId: 'test-feed', processInstanceKey: key },
      ...{ processDefinitionKey: 1, parentProcessInstanceKey: -1, parentElementInstanceKey: -1 },
      ...more,
    },
  };
}

/** Hands over to a partition of the test's own, and takes everything back. */
async function handingOver(
  work: (
    take: (...events: ReturnType<typeof event>[]) => Promise<void>,
    ask: (text: string) => Promise<object[]>,
  ) => Promise<void>,
): Promise<void> {
  const client = new Client({ connectionString: ownerUrl() });
  await client.connect();
  try {
    await client.query('begin');
    await work(
      async (...events) => {
        const last = Math.max(...events.map(({ position }) => position));
        const batch = JSON.stringify(events);
        await client.query('select engine_feed_take($1, $2, $3)', [PARTITION, last, batch]);
      },
      async (text) => (await client.query(text)).rows,
    );
    await client.query('rollback');
  } finally {
    await client.end();
  }
}

const INSTANCES = `select key, root_key, ended_at is not null as ended from engine_instance
  where process_id = 'test-feed' order by key`;

test('[feed] a batch that comes again, whole or in part, is passed over', async () => {
  await handingOver(async (take, ask) => {
    await take(event(1, 10, 'ELEMENT_ACTIVATING'), event(2, 10, 'ELEMENT_COMPLETED'));
    const once = [{ key: '10', root_key: '10', ended: true }];
    expect(await ask(INSTANCES)).toEqual(once);
    await ask(`update engine_instance set ended_at = null where key = '10'`);
    await take(event(1, 10, 'ELEMENT_ACTIVATING'), event(2, 10, 'ELEMENT_COMPLETED'));
    expect(await ask(INSTANCES)).toMatchObject([{ ended: false }]);
    await take(event(2, 10, 'ELEMENT_COMPLETED'), event(3, 11, 'ELEMENT_ACTIVATING'));
    expect(await ask(INSTANCES)).toMatchObject([{ ended: false }, { key: '11' }]);
    const position = `select position::int from engine_feed where partition = ${PARTITION}`;
    expect(await ask(position)).toEqual([{ position: 3 }]);
  });
});

test('[feed] called instances and their tasks know the case they belong to', async () => {
  await handingOver(async (take, ask) => {
    const call = { bpmnElementType: 'CALL_ACTIVITY', elementId: 'Call', processInstanceKey: 20 };
    await take(
      event(1, 20, 'ELEMENT_ACTIVATING'),
      event(2, 21, 'ELEMENT_ACTIVATING', call),
      event(3, 22, 'ELEMENT_ACTIVATING', {
        ...{ parentProcessInstanceKey: 20, parentElementInstanceKey: 21 },
      }),
    );
    expect(await ask(INSTANCES)).toMatchObject([
      { key: '20', root_key: '20' },
      { key: '22', root_key: '20' },
    ]);
    const [called] = await ask(`select root_element_id from engine_instance where key = '22'`);
    expect(called).toEqual({ root_element_id: 'Call' });
  });
});

test('[feed] a called instance of which a case was opened is the root of what is in it', async () => {
  await handingOver(async (take, ask) => {
    const called = { parentProcessInstanceKey: 30, parentElementInstanceKey: -1 };
    await take(event(1, 30, 'ELEMENT_ACTIVATING'), event(2, 31, 'ELEMENT_ACTIVATING', called));
    await ask(`insert into case_file (id, number, process_id, flow, release_id, title, status,
        natural_key, parties, data, applicant_organisation, applicant_user, created_at,
        process_instance_key)
      select gen_random_uuid(), 'FEED-2', 'zj-subcontract', 'ZJ-07', id, 'feed', 'SUBMITTED', 'feed-2',
        '{}', '{}', 'x', 'x', now(), '31' from release limit 1`);
    const task = {
      ...{ processInstanceKey: 31, elementInstanceKey: 32, elementId: 'Task', dueDate: '' },
      candidateGroupsList: ['county-330282'],
    };
    await take({ ...event(3, 33, 'CREATED', task), valueType: 'USER_TASK' });
    expect(await ask(`select root_key, shown_as from engine_task where key = '33'`)).toEqual([
      { root_key: '31', shown_as: 'Task' },
    ]);
    expect(await ask(INSTANCES)).toMatchObject([{ root_key: '30' }, { root_key: '31' }]);
  });
});

test('[feed][R-plan] a rule task is kept with the variables of its moment, its own before others', async () => {
  await handingOver(async (take, ask) => {
    const within = { processInstanceKey: 50, elementInstanceKey: 51, elementId: 'Rule' };
    const variable = (position: number, scopeKey: number, name: string, value: unknown) => {
      const told = { ...within, scopeKey, name, value: JSON.stringify(value) };
      return { ...event(position, position, 'CREATED', told), valueType: 'VARIABLE' };
    };
    const evaluation = {
      ...event(6, 60, 'EVALUATED'),
      valueType: 'DECISION_EVALUATION',
      value: {
        ...{ ...within, bpmnProcessId: 'test-feed', decisionKey: 5, decisionId: 'test-rule' },
        decisionOutput: '{"n":3}',
        evaluatedDecisions: [
          {
            ...{ decisionId: 'test-rule', decisionKey: 5, decisionName: 'Rule' },
            evaluatedInputs: [{ inputName: 'key', inputValue: '"OWN"' }],
            matchedRules: [{ ruleId: 'Row_1', evaluatedOutputs: [] }],
          },
        ],
      },
    };
    await take(
      event(1, 50, 'ELEMENT_ACTIVATING'),
      variable(2, 50, 'key', 'ABOVE'),
      variable(3, 50, 'item', 'DECORATION'),
      variable(4, 51, 'key', 'OWN'),
      // what PostgreSQL cannot hold is no fact
      variable(5, 51, 'odd', 'x\0y'),
      evaluation as never,
      variable(7, 50, 'item', 'LATER'),
    );
    expect(
      await ask(`select facts, output, rules from engine_evaluation where instance_key = '50'`),
    ).toEqual([
      {
        facts: { key: 'OWN', item: 'DECORATION', odd: null },
        output: { n: 3 },
        rules: [{ decision: 'test-rule', rule: 'Row_1' }],
      },
    ]);
    const left = `select name, value from engine_variable where scope_key in ('50', '51') order by name`;
    expect(await ask(left)).toEqual([
      { name: 'item', value: 'LATER' },
      { name: 'key', value: 'ABOVE' },
    ]);
    await take(event(8, 50, 'ELEMENT_COMPLETED'));
    expect(await ask(left)).toEqual([]);
  });
});

test('[feed] an event that could not be held is counted once, however often it comes again', async () => {
  await handingOver(async (take, ask) => {
    await take(event(1, 40, 'ELEMENT_ACTIVATING'));
    const passOver = `select engine_feed_take(${PARTITION}, 2, '[]')`;
    await ask(passOver);
    await ask(passOver);
    expect(
      await ask(
        `select position::int, passed_over from engine_feed where partition = ${PARTITION}`,
      ),
    ).toEqual([{ position: 2, passed_over: 1 }]);
  });
});

test('[feed] the broker may hand over, and see or change nothing else', async () => {
  const secrets = JSON.parse(readFileSync(join(runtime.stateDir, 'secrets.json'), 'utf8'));
  const url = new URL(setting('DATABASE_URL'));
  url.username = 'zhujian_feed';
  url.password = secrets.feedDatabasePassword;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select engine_feed_take($1, 1, $2)', [PARTITION, '[]']);
    await client.query('rollback');
    for (const forbidden of [
      'select 1 from case_file',
      'select 1 from engine_task',
      'update engine_feed set position = 0',
      'create table public.mine (id int)',
    ])
      await expect(client.query(forbidden)).rejects.toThrow(/permission denied/);
  } finally {
    await client.end();
  }
});

test('[feed] metrics and health say how old the feed is, which cases it does not know and what is broken', async () => {
  const metrics = async () => {
    const { text } = await request(API).get('/metrics').expect(200);
    const of = (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
    return {
      age: of('zhujian_feed_age_seconds'),
      unknown: of('zhujian_feed_unknown_cases'),
      incidents: of('zhujian_incidents_open'),
    };
  };
  const before = await metrics();
  expect(before.age).toBeGreaterThanOrEqual(0);
  const [incidents] = await sql<{ n: number }>(
    'select count(*)::int as n from engine_incident where resolved_at is null',
  );
  expect(before.incidents).toBe(incidents?.n);
  const health = async () => (await request(API).get('/health/ready')).body.feed;
  const [gap] = await sql<{ id: string }>(
    `insert into case_file (id, number, process_id, flow, release_id, title, status, natural_key,
       parties, data, applicant_organisation, applicant_user, created_at, process_instance_key)
     select gen_random_uuid(), 'FEED-1', 'zj-subcontract', 'ZJ-07', id, 'feed', 'SUBMITTED', 'feed',
       '{}', '{}', 'x', 'x', now(), '1' from release limit 1 returning id`,
  );
  try {
    // what has just begun may still be on its way
    expect((await metrics()).unknown).toBe(before.unknown);
    await sql(`update case_file set created_at = now() - interval '2 minutes' where id = $1`, [
      gap?.id,
    ]);
    expect((await metrics()).unknown).toBe(before.unknown + 1);
    expect(await health()).toBe('behind');
  } finally {
    await sql('delete from case_file where id = $1', [gap?.id]);
  }
  expect((await metrics()).unknown).toBe(before.unknown);
  expect(await health()).toBe(before.unknown === 0 ? 'up' : 'behind');
});
