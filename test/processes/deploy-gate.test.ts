/** Models with faults reach no case, unless somebody says so and stands by it. */
import { leaveStack, sql } from '../harness/cases';
import { type Change, deployModels, inFolder, tool } from '../harness/models';

/** Two lines that cross: a matter of looks. */
const crossing: Change = {
  file: 'bpmn/common/common-deadline.bpmn',
  from: '<di:waypoint x="490" y="160" />\n        <di:waypoint x="542" y="160" />',
  to: '<di:waypoint x="490" y="160" />\n        <di:waypoint x="210" y="100" />\n        <di:waypoint x="210" y="240" />\n        <di:waypoint x="542" y="160" />',
};

const misspelt: Change = {
  file: 'bpmn/common/common-deadline.bpmn',
  from: 'type="deadline.compute"',
  to: 'type="deadline.computed"',
};

const deploy = (change: Change, ...options: string[]) =>
  inFolder([change], (folder) => tool('deploy', folder, ...options));

const newestRelease = async () =>
  (await sql<{ id: number }>('select max(id) as id from release'))[0]?.id;

describe('[R6] npm run deploy', () => {
  afterAll(async () => {
    await deployModels();
    await leaveStack();
  });

  test('[R6] takes models whose lines cross', async () => {
    const before = await newestRelease();
    expect(await deploy(crossing)).toMatchObject({ code: 0 });
    expect(await newestRelease()).not.toBe(before);
  });

  test('[R6] refuses an error, and says where it is', async () => {
    const before = await newestRelease();
    expect(await deploy(misspelt)).toEqual({
      code: 1,
      out: expect.stringMatching(/common-deadline\.bpmn\n +Task_ComputeDeadline {2}error/),
    });
    expect(await newestRelease()).toBe(before);
  });

  test('[R6] is forced by a person with a reason, which the audit trail tells', async () => {
    const forced = ['--force', '--by', 'li.lei', '--why', '有意如此'];
    expect(await deploy(misspelt, ...forced)).toMatchObject({ code: 0 });
    const [event] = await sql(
      `select actor, entity, detail from audit_event where action = 'release.forced'
       order by seq desc limit 1`,
    );
    expect(event).toMatchObject({
      actor: 'li.lei',
      entity: `release:${await newestRelease()}`,
      detail: {
        why: '有意如此',
        faults: 1,
        named: ['bpmn/common/common-deadline.bpmn Task_ComputeDeadline zhujian/job-type'],
      },
    });
  });
});
