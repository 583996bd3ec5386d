import { demoPermits } from '../../../seed';
import { type Permit, permitSystem, pushPermit } from '../../../stand-in/permit-system';
import {
  caseView,
  clockAt,
  doAct,
  leaveStack,
  sql,
  unique,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { runtime, waitFor } from '../../harness/client';
import { registered } from '../../harness/enterprise';
import { incidentOf, repair } from '../../harness/incidents';
import { registrant } from '../../harness/people';
import {
  CONFIRM,
  GROUP,
  givenPermit,
  JIA,
  submitted,
  tasksOf,
  trySubmit,
} from '../../harness/subcontract';

/** 宁波市 issued it itself, for a place in 海曙区. */
const CITY_PERMIT = '330200202605180102';
const XIANGSHAN = 'county-330225';

/** The shared step common-authority, as ZJ-07 and ZJ-23 call it. */
describe('common-authority', () => {
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await givenPermit(CITY_PERMIT);
  });
  afterAll(leaveStack);

  test('[ZJ-07][DT-01][DT-03][GR-03] whoever issued the permit decides, not the place of the site', async () => {
    const id = await submitted({ gcPermitNo: CITY_PERMIT });
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitStatus(id, 'UNDER_REVIEW');
    await waitTask(id, 'REVIEW');
    const view = await caseView(id);
    expect(view.parties).toMatchObject({ authority: GROUP.ningbo });
    expect(tasksOf(view)).toEqual({ REVIEW: [GROUP.ningbo] });
  });

  test.each([
    ['a county-level city', '330282', GROUP.cixi],
    ['a district', '330109', GROUP.xiaoshan],
    ['a city itself, which has several authorities', '330200', GROUP.ningbo],
  ])(
    '[ZJ-23][DT-01][DT-03] registered in %s: exactly one authority',
    async (_, regPlace, group) => {
      const id = await registered(await registrant(), { regPlace });
      expect(await waitTask(id, 'VERIFY')).toMatchObject({ groups: [group] });
      const routed = await sql<{ detail: { authority: string } }>(
        `select detail from audit_event where chain = $1 and action = 'case.routed'`,
        [`case:${id}`],
      );
      expect(routed.map(({ detail }) => detail.authority)).toEqual([group]);
    },
  );

  test('[ZJ-07][DT-01] an authority that has left the directory is an incident; nobody is guessed', async () => {
    const permitNo = unique('330225');
    const permit = {
      ...demoPermits[0],
      permitNo,
      issuingAuthority: XIANGSHAN,
    } as unknown as Permit;
    const pushed = await pushPermit(permitSystem('one', runtime.env), permit);
    await waitStatus(String(pushed.body.id), 'PUSHED');
    const [left] = await sql('delete from organisation where id = $1 returning *', [XIANGSHAN]);
    try {
      const id = (await trySubmit({ gcPermitNo: permitNo })).body.id as string;
      const incident = await waitFor('the incident at once', () => incidentOf(id));
      expect(incident.errorMessage).toContain(`authority directory has no ${XIANGSHAN}`);
      expect((await caseView(id)).tasks).toEqual([]);
      expect((await caseView(id)).parties).not.toHaveProperty('authority');

      await restore(left);
      await repair(incident);
      await waitTask(id, 'CONFIRM');
      expect((await caseView(id)).parties).toMatchObject({ authority: XIANGSHAN });
    } finally {
      await restore(left);
    }
  });

  test('[ZJ-23][DT-01] two authorities for one place and duty are an incident; neither is guessed', async () => {
    const double = `${XIANGSHAN}-double`;
    await sql(
      `insert into organisation select $2, kind, level, region_code, parent_id, name,
         document_prefix, duties from organisation where id = $1`,
      [XIANGSHAN, double],
    );
    try {
      const id = await registered(await registrant(), { regPlace: '330225' });
      const incident = await waitFor('the incident at once', () => incidentOf(id));
      expect(incident.errorMessage).toContain('authority directory has 2 organisations');
      expect((await caseView(id)).tasks).toEqual([]);

      await sql('delete from organisation where id = $1', [double]);
      await repair(incident);
      expect(await waitTask(id, 'VERIFY')).toMatchObject({ groups: [XIANGSHAN] });
    } finally {
      await sql('delete from organisation where id = $1', [double]);
    }
  });
});

/** Puts a row of the directory back, if it is not there. */
async function restore(row: object | undefined): Promise<void> {
  await sql(
    `insert into organisation select * from jsonb_populate_record(null::organisation, $1)
     on conflict do nothing`,
    [row],
  );
}
