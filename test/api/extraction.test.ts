import { drawEntries } from '../../stand-in/service-network';
import { clockAt, doAct, leaveStack, sql, waitStatus } from '../harness/cases';
import { as, runtime } from '../harness/client';
import { entered } from '../harness/entry';
import { enteredLike } from '../harness/permit-project';
import { APPROVE, CIXI, GROUP, HANGZHOU, JIA, PERMIT } from '../harness/subcontract';

const USCC = GROUP.jia.slice('enterprise-'.length);
const draw = () => drawEntries(runtime.env, USCC);

describe('what the service network draws when a qualification is applied for', () => {
  let permitNo: string;

  beforeAll(async () => {
    await clockAt('2026-09-22 10:00');
    const by = { flow: 'zj-permit-project', who: JIA, reviewer: CIXI };
    permitNo = await enteredLike(PERMIT, by);
    await enteredLike(PERMIT, by);
  });
  afterAll(leaveStack);

  const ofPermit = async () => (await draw()).filter(({ key }) => key.includes(permitNo));

  test('[ZJ-06][DT-18] a project of the library alone is not drawn, its representative performance is, once approved', async () => {
    expect(await ofPermit()).toEqual([]);
    const data = { collection: 'GC', permitNo };
    const given = { who: JIA, data, papers: ['RELATED_SCAN'] };
    const id = await entered('zj-representative', given, 'UNDER_REVIEW');
    expect(await ofPermit()).toEqual([]);
    await doAct(id, HANGZHOU, 'REVIEW', APPROVE);
    const { number } = await waitStatus(id, 'IN_LIBRARY');
    expect(await ofPermit()).toMatchObject([
      {
        ...{ kind: 'representative', statusLabel: '已入代表工程业绩库', caseNumber: number },
        data: { projectName: '慈溪示例家园一期工程（虚构）' },
      },
    ]);
    const [trail] = await sql<{ actor: string }>(
      `select actor from audit_event where action = 'library.extracted' and detail ->> 'keys' like $1`,
      [`%${permitNo}%`],
    );
    expect(trail).toEqual({ actor: 'service-account-qualification-system' });
  });

  test('[DT-18] of the project library nothing is drawn; page by page', async () => {
    const system = await as('qualification-system');
    const projects = await system.get(`/api/libraries/projects/entries?enterprise=${USCC}&limit=1`);
    expect([projects.status, projects.body.items]).toEqual([200, []]);
    expect(projects.body.next).toEqual(expect.any(String));
    await system.get('/api/libraries/representative/entries?enterprise=1').expect(400);
  });
});
