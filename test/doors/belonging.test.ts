import {
  actsOf,
  cancelOpenCases,
  caseView,
  clockAt,
  leaveStack,
  sql,
  unique,
} from '../harness/cases';
import { engine, waitFor } from '../harness/client';
import { completeUnseen, taskKey, witnessOf } from '../harness/engine-tasks';
import { CIXI, CONFIRM, givenPermit, JIA, submitted } from '../harness/subcontract';

const NOW = '2026-09-30 15:00';

/** Ways to start a process for somebody who reached the engine. */
const byHand = (processDefinitionId: string) => (variables: object) =>
  engine('process-instances', { processDefinitionId, variables });
const byMessage = (process: string) => (variables: object) =>
  engine('messages/publication', {
    ...{ name: `${process}.submitted`, correlationKey: unique('x-'), timeToLive: 0, variables },
  });

/** The incident of a job of a process that named a case. */
async function incidentOf(process: string, caseId: string): Promise<string | undefined> {
  const [row] = await sql<{ message: string }>(
    'select message from engine_incident where message like $1',
    [`%of ${process}, case ${caseId}%`],
  );
  return row?.message;
}

describe('past all doors, at the engine itself', () => {
  let id = '';
  const open: string[] = [];
  /** the case and how much its chain tells */
  const standing = async () => [
    await caseView(id),
    await sql('select count(*) from audit_event where chain = $1', [`case:${id}`]),
  ];

  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt(NOW);
    await givenPermit();
    id = await submitted();
    await taskKey(id, 'CONFIRM');
  });
  afterAll(async () => {
    for (const key of open) await engine(`process-instances/${key}/cancellation`);
    await leaveStack();
  });

  test.each([
    ['an internal process', 'common-deadline', byHand('common-deadline')],
    ["the case's own process", 'zj-subcontract', byMessage('zj-subcontract')],
    ['a process that acts on related cases', 'cq-sampling-item', byHand('cq-sampling-item')],
  ])(
    '[D1] %s, started with the id of a foreign case, does nothing to it',
    async (_what, process, start) => {
      const before = await standing();
      const variables = {
        caseId: id,
        drawnCase: id,
        status: 'ENTERED',
        end: true,
        addMarks: ['X'],
      };
      expect((await start(variables)).status).toBeLessThan(300);
      const incident = await waitFor('the incident', () => incidentOf(process, id));
      expect(incident).toMatch(/^E-00-81 /);
      open.push(/instance (\d+)/.exec(incident)?.[1] ?? '');
      expect(await standing()).toEqual(before);
    },
  );

  test('[D1] each is a security event', async () => {
    // by name: the clock stands, so that they are all of one moment
    const events = await sql<{ process: string }>(
      `select detail ->> 'process' as process from security_event
       where case_id = $1 and code = 'E-00-81' order by process`,
      [id],
    );
    expect(events.map(({ process }) => process)).toEqual([
      'common-deadline',
      'cq-sampling-item',
      'zj-subcontract',
    ]);
  });

  test('[D5][E-00-80] a completion that came through no door of ours is void, noted, offered again', async () => {
    const key = await completeUnseen(id, 'CONFIRM', JIA, CONFIRM);
    const again = await waitFor('another task', async () => {
      const next = await taskKey(id, 'CONFIRM');
      return next !== key && next;
    });
    expect(again).not.toBe(key);
    expect(await actsOf(id)).toEqual(['- CONFIRM void:E-00-80']);
    const events = await sql(
      `select person, code, detail ->> 'assignee' as assignee from security_event
       where case_id = $1 and code = 'E-00-80'`,
      [id],
    );
    expect(events).toEqual([{ person: '-', code: 'E-00-80', assignee: JIA }]);
  });

  test("[D5] a witness of one task is none for another's completion", async () => {
    const foreign = await witnessOf('1', CIXI);
    await completeUnseen(id, 'CONFIRM', JIA, { ...CONFIRM, ...foreign });
    await waitFor('the second void act', async () => (await actsOf(id)).length === 2);
    expect(await actsOf(id)).toEqual(Array(2).fill('- CONFIRM void:E-00-80'));
  });
});
