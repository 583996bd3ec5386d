import { clockAt, doAct, leaveStack, sql, waitStatus, waitTask } from '../../harness/cases';
import { as, waitFor } from '../../harness/client';
import { tryRegister } from '../../harness/enterprise';
import {
  CIXI,
  CONFIRM,
  GROUP,
  givenPermit,
  JIA,
  record,
  submitted,
} from '../../harness/subcontract';
import { placesOf, textsInIndex } from '../../harness/traces';

/** Somebody who stands nowhere else. */
const CANARY = {
  projectLeaderName: '欧阳金丝雀',
  projectLeaderIdNumber: '330782187707070013',
};
const CANARY_ENTERPRISE = { legalRepresentative: '司徒金丝雀', contactPhone: '13877007700' };
const SECRETS = [...Object.values(CANARY), ...Object.values(CANARY_ENTERPRISE)];

describe('personal data', () => {
  const { contractNo } = record() as { contractNo: string };
  let id: string;

  beforeAll(async () => {
    await clockAt('2026-09-30 15:00');
    await givenPermit();
    id = await submitted({ contractNo, ...CANARY });
    expect((await tryRegister('new.shi', CANARY_ENTERPRISE)).status).toBe(201);
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitStatus(id, 'UNDER_REVIEW');
    await waitTask(id, 'REVIEW');
  });
  afterAll(leaveStack);

  test('[ZJ-07] stands in clear neither in the engine nor in a log nor in a table nor in an index', async () => {
    // the contract number goes everywhere: shows that the search looks into the right places
    const places = (await placesOf([contractNo])).join('\n');
    expect(places).toContain('/broker/');
    expect(places).toContain('table case_file');
    expect(await placesOf(SECRETS)).toEqual([]);
  });

  test('[ZJ-07] process variables and task variables do not hold it', async () => {
    for (const index of [
      'zeebe-record_variable_*',
      'zeebe-record_user-task_*',
      'zeebe-record_job_*',
    ])
      expect(await textsInIndex(index, SECRETS)).toEqual([]);
    expect(await textsInIndex('zeebe-record_variable_*', [contractNo])).toEqual([contractNo]);
    // what stands around tasks is in the engine's own files alone, which were looked through, too
    expect((await placesOf(['DECORATION'])).join('\n')).toContain('/broker/');
  });

  test('[ZJ-07] nor does the feed, neither in tasks nor in what decisions were told', async () => {
    // stands in what the deadline's table was asked, and in whom the review is offered to
    const control = (await placesOf(['DECORATION', GROUP.cixi])).join('\n');
    expect(control).toContain('table engine_match: DECORATION');
    expect(control).toContain(`table engine_task: ${GROUP.cixi}`);
    const held = (await placesOf(SECRETS)).filter((place) => place.startsWith('table engine_'));
    expect(held).toEqual([]);
    // what a form held is forgotten once it is on record
    const open = await sql(
      `select 1 from case_file c join engine_task t on t.root_key = c.process_instance_key
       where c.id = $1 and t.given is not null`,
      [id],
    );
    expect(open).toEqual([]);
  });

  test('[ZJ-07] nor does Tasklist, which shows the reviewer a summary without it', async () => {
    await waitFor('the summary in Tasklist', async () => {
      const shown = await textsInIndex('tasklist-*', [contractNo, '欧**']);
      return shown.length === 2;
    });
    expect(await textsInIndex('tasklist-*', SECRETS)).toEqual([]);
  });

  test('[ZJ-07][GR-01] whoever decides may see it, which is on record; others see it masked', async () => {
    const reviewer = await as(CIXI);
    const { body } = await reviewer.get(`/api/cases/${id}/personal-data`).expect(200);
    expect(body).toEqual(CANARY);
    const { data } = (await reviewer.get(`/api/cases/${id}`).expect(200)).body;
    expect(data).toMatchObject({
      projectLeaderName: '欧**',
      projectLeaderIdNumber: '330***********0013',
    });
    await (await as(JIA)).get(`/api/cases/${id}/personal-data`).expect(403);
    const audit = await (await as('audit.he')).get(`/api/audit?entity=case:${id}`).expect(200);
    expect(audit.body).toContainEqual(
      expect.objectContaining({ action: 'personal-data.viewed', actor: CIXI }),
    );
  });
});
