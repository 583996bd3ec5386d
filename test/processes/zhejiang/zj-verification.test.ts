/** The campaign of 2015 (ZJ-17). Its steps, `zj-campaign`, are those of the filing of ZJ-27, too. */
import {
  caseView,
  clockAt,
  doAct,
  leaveStack,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as, waitFor } from '../../harness/client';
import { publicityOf } from '../../harness/complaint';
import { DOUBTFUL, FALSE, refusedAct, TRUE } from '../../harness/enterprise';
import { libraryEntry } from '../../harness/entry';
import { CIXI, GROUP, XIAOSHAN } from '../../harness/subcontract';
import { importItems, oldEnterprise, oldPerson, toVerify } from '../../harness/verification';
import { JIA_CODE, leadOf, OPENED, order, PUBLISH } from '../../harness/violation';

/** What the service network may draw of an enterprise, in whatever library: kinds and states. */
async function drawn(row: Record<string, string>): Promise<string[]> {
  const system = await as('qualification-system');
  const libraries = ['base', 'personnel', 'doubtful', 'credit'];
  const pages = await Promise.all(
    libraries.map(async (library) => {
      const enterprise = row['enterprise.creditCode'];
      const path = `/api/libraries/${library}/entries?enterprise=${enterprise}`;
      const { body } = await system.get(path).expect(200);
      return body.items.map((one: { kind: string }) => `${library} ${one.kind}`);
    }),
  );
  return pages.flat();
}

/** What a case wrote into libraries and stands there now. */
const entries = (id: string) =>
  sql(
    `select library, kind, status, data from library_entry
     where case_id = $1 and valid_to is null order by kind`,
    [id],
  );

const groupOf = (row: Record<string, string>) => `enterprise-${row['enterprise.creditCode']}`;

describe('what was imported of old is verified in the campaign', () => {
  beforeAll(() => clockAt('2015-03-10 09:00'));
  afterAll(leaveStack);

  test('[ZJ-17][DT-19][GR-08] an enterprise, true: base database, and it is told', async () => {
    const row = oldEnterprise();
    const id = await toVerify(row);
    expect(await waitTask(id, 'VERIFY')).toMatchObject({ groups: [GROUP.cixi] });
    expect(await caseView(id)).toMatchObject({ title: expect.stringContaining('2015-1') });
    await doAct(id, CIXI, 'VERIFY', TRUE);
    expect((await waitStatus(id, 'ENTERED')).closedAt).not.toBeNull();
    expect(await entries(id)).toMatchObject([
      {
        ...{ library: 'base', kind: 'enterprise', status: 'ENTERED' },
        data: { creditCode: row['enterprise.creditCode'], batch: '2015-1' },
      },
    ]);
    expect(await waitMessage(id, 'CASE_ENTERED')).toEqual([groupOf(row)]);
    expect((await importItems([{ ...row, batch: '2015-2' }])).refused).toEqual(['2 E-17-04']);
  });

  test('[ZJ-17][AE-89][DT-18][OP-37] a person in doubt is not drawn, after “true” is', async () => {
    const row = oldPerson();
    const id = await toVerify(row);
    expect(await drawn(row)).toEqual([]);
    await doAct(id, CIXI, 'VERIFY', DOUBTFUL);
    await waitStatus(id, 'DOUBTFUL');
    expect(await waitMessage(id, 'VERIFICATION_DOUBTFUL')).toEqual([groupOf(row)]);
    expect(await entries(id)).toMatchObject([
      { library: 'doubtful', kind: 'person', status: 'DOUBTFUL' },
    ]);
    expect(await drawn(row)).toEqual([]);
    await doAct(id, CIXI, 'RECHECK', TRUE);
    await waitStatus(id, 'ENTERED');
    expect(await entries(id)).toMatchObject([
      {
        ...{ library: 'base', kind: 'person', status: 'LOCKED' },
        data: { employer: row['enterprise.creditCode'], name: '陈**' },
      },
    ]);
    expect(await drawn(row)).toEqual(['base person']);
  });

  test('[ZJ-17][AE-89][DT-11][E-17-03] a person who is false is publicised in the credit record, unnamed', async () => {
    const row = oldPerson();
    const id = await toVerify(row);
    await waitTask(id, 'VERIFY');
    const bare = { outcome: 'FALSE', opinion: FALSE.opinion };
    expect(await refusedAct(id, CIXI, 'VERIFY', bare)).toEqual([409, ['E-17-03']]);
    await doAct(id, CIXI, 'VERIFY', FALSE);
    expect((await waitStatus(id, 'FALSE')).closedAt).not.toBeNull();
    expect(await entries(id)).toMatchObject([
      { library: 'credit', kind: 'credit', status: 'PUBLISHED', data: { class: 'BAD' } },
      { library: 'credit', kind: 'person', status: 'FALSE' },
    ]);
    expect(await publicityOf(id)).toMatchObject({ state: 'OPEN', ends: null });
    const [shown] = await sql('select title, content from publicity where case_id = $1', [id]);
    expect(shown).toMatchObject({ title: expect.stringMatching(/慈溪老企业.*人员信息/) });
    expect(JSON.stringify(shown)).not.toContain('陈');
    expect(await drawn(row)).toEqual(['credit credit']);
    expect(await waitMessage(id, 'VERIFICATION_FALSE')).toEqual([groupOf(row)]);
  });

  test('[ZJ-17][ZJ-18][DD-07] of an entered enterprise it is a lead, and both leave one credit record', async () => {
    const id = await toVerify(oldPerson({ 'enterprise.creditCode': JIA_CODE }));
    await doAct(id, CIXI, 'VERIFY', FALSE);
    const { number } = await waitStatus(id, 'FALSE');
    const record = async () => (await libraryEntry('credit', number)) as { version: number };
    expect(await record()).toMatchObject({ version: 1, data: { reason: FALSE.opinion } });

    const lead = await leadOf(id);
    expect(await waitTask(lead, 'DECIDE')).toMatchObject({ groups: [GROUP.cixi] });
    await doAct(lead, CIXI, 'DECIDE', OPENED);
    await doAct(lead, CIXI, 'ISSUE', order('2015-03-20'));
    await doAct(lead, CIXI, 'RECORD_AND_PUBLISH', PUBLISH);
    await waitFor('the record of the violation', async () => (await record()).version === 2);
    expect(await record()).toMatchObject({ data: { violation: 'FALSE_INFO', class: 'BAD' } });
  });

  test('[ZJ-17][E-17-02][E-00-01][GR-03] no other authority', async () => {
    const id = await toVerify(oldPerson());
    await waitTask(id, 'VERIFY');
    expect(await refusedAct(id, 'ningbo.wu', 'VERIFY', TRUE)).toEqual([403, ['E-00-01']]);
    expect(await refusedAct(id, XIAOSHAN, 'VERIFY', TRUE)).toEqual([404, ['E-00-22']]);
  });

  test('[ZJ-17][E-23-02][E-23-03][E-01-08] what cannot be an item is refused by line', async () => {
    const { code, refused } = await importItems([
      oldEnterprise({ 'enterprise.regPlace': '310101' }),
      oldEnterprise({ 'enterprise.creditCode': '91330282MA2B00000X' }),
      oldPerson({ 'person.idNumber': '330282197001010013' }),
    ]);
    expect([code, refused]).toEqual([2, ['2 E-23-02', '3 E-23-03', '4 E-01-08']]);
  });
});

describe('the campaign runs from 2015-03-01 to 2015-04-15', () => {
  let [first, last, late, doubtful]: string[] = [];
  beforeAll(async () => {
    await clockAt('2015-02-28 23:00');
    first = await toVerify(oldEnterprise());
    last = await toVerify(oldEnterprise());
    late = await toVerify(oldEnterprise());
    doubtful = await toVerify(oldPerson());
  });
  afterAll(leaveStack);

  test('[ZJ-17][DT-13][E-17-01][GR-11] not before it', async () => {
    await waitTask(String(first), 'VERIFY');
    expect(await refusedAct(String(first), CIXI, 'VERIFY', TRUE)).toEqual([409, ['E-17-01']]);
    await clockAt('2015-03-01 00:00');
    await doAct(String(first), CIXI, 'VERIFY', TRUE);
    await waitStatus(String(first), 'ENTERED');
    await doAct(String(doubtful), CIXI, 'VERIFY', DOUBTFUL);
    await waitStatus(String(doubtful), 'DOUBTFUL');
  });

  test('[ZJ-17][AE-88][DT-13][E-17-01] accepted on its last day at 23:59, refused at 00:00', async () => {
    await clockAt('2015-04-15 23:59');
    expect(await waitTask(String(last), 'VERIFY')).toMatchObject({ name: '核实' });
    await doAct(String(last), CIXI, 'VERIFY', TRUE);
    await waitStatus(String(last), 'ENTERED');

    await clockAt('2015-04-16 00:00');
    expect(await refusedAct(String(late), CIXI, 'VERIFY', TRUE)).toEqual([409, ['E-17-01']]);
    expect((await waitStatus(String(late), 'NOT_VERIFIED')).closedAt).not.toBeNull();
    expect(await waitMessage(String(late), 'VERIFICATION_CLOSED')).toHaveLength(1);
    expect(await entries(String(late))).toEqual([]);
  });

  test('[ZJ-17][OP-37][E-17-01] what is in doubt is verified later; nothing more is imported', async () => {
    await clockAt('2016-05-04 09:00');
    expect((await importItems([oldEnterprise()])).refused).toEqual(['2 E-17-01']);
    await doAct(String(doubtful), CIXI, 'RECHECK', FALSE);
    await waitStatus(String(doubtful), 'FALSE');
    expect(await publicityOf(String(doubtful))).toMatchObject({ state: 'OPEN', ends: null });
  });
});
