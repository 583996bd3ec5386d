import {
  attach,
  caseView,
  clockAt,
  codes,
  doAct,
  leaveStack,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { entered, entryRefusals, nextRound, tryEntry, withdrawn } from '../../harness/entry';
import {
  certificatesOf,
  creditCode,
  drawnFrom,
  enteredPerson,
  newCard,
  PERSON,
  personOf,
  titled,
} from '../../harness/person';
import { APPROVE, GROUP, JIA, XIAOSHAN, YI } from '../../harness/subcontract';

const CHANGE = 'zj-person-change';
const NOW = '2026-09-28 09:00';

describe('what changes is filed', () => {
  beforeAll(() => clockAt(NOW));
  afterAll(leaveStack);

  const changed = (record: string, data: object = {}, who = JIA) => ({
    ...{ who, papers: [] as string[] },
    data: { record, titleCertName: '高级工程师', ...data },
  });

  test('[ZJ-24][E-24-04][4.1] the new replaces the old, which stays in the history', async () => {
    const person = await personOf(await enteredPerson(await titled(newCard('郑七'), { at: NOW })));
    const [before] = await certificatesOf(person);
    const record = before?.natural_key as string;
    const id = await entered(CHANGE, changed(record), 'CHANGE_PENDING');
    expect(await caseView(id)).toMatchObject({ statusLabel: '变更审核中' });
    expect((await waitTask(id, 'REVIEW')).groups).toEqual([GROUP.xiaoshan]);
    expect(await entryRefusals(CHANGE, changed(record))).toEqual(['E-24-04']);
    // what was approved holds meanwhile
    expect(await drawnFrom('甲')).toContain(record);
    expect(await certificatesOf(person)).toMatchObject([{ version: 1, status: 'ENTERED' }]);
    await doAct(id, XIAOSHAN, 'REVIEW', { outcome: 'NOT_APPROVED', opinion: '缺少证明。' });
    await waitStatus(id, 'NOT_APPROVED');
    expect(await certificatesOf(person)).toMatchObject([{ version: 1 }]);
    await nextRound(id, changed(record, { titleIssueDate: '2026-01-15' }), 'CHANGE_PENDING');
    await doAct(id, XIAOSHAN, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
    expect(await certificatesOf(person)).toMatchObject([
      {
        ...{ version: 2, status: 'ENTERED' },
        data: {
          ...{ titleCertName: '高级工程师', titleIssueDate: '2026-01-15' },
          graduationSchool: before?.data.graduationSchool,
        },
      },
    ]);
  });

  test('[ZJ-24][E-24-01][E-24-02][E-24-03][E-24-05] whose record, and what is changed', async () => {
    const person = await personOf(await enteredPerson(await titled(newCard('冯八'), { at: NOW })));
    const record = (await certificatesOf(person))[0]?.natural_key as string;
    const unknown = await tryEntry(CHANGE, changed('P-00000000000000000000|TITLE||X'));
    expect(codes(unknown)).toEqual(['E-24-01']);
    expect(unknown.body.errors[0].instead).toMatchObject({ flow: PERSON });
    expect(await entryRefusals(CHANGE, changed(record, {}, YI))).toEqual(['E-24-02']);
    const move = changed(record, { newEmployer: creditCode('乙') });
    expect(await entryRefusals(CHANGE, move)).toEqual(['E-24-03']);
    expect(await entryRefusals(CHANGE, changed(record, { titleCertName: '' }))).toEqual([
      'E-24-05',
    ]);
    await withdrawn(await entered(CHANGE, changed(record), 'CHANGE_PENDING'), JIA);
    const papers = await attach(JIA, ['CHANGE_PROOF']);
    const sent = await (await as(JIA)).post(`/api/cases/${CHANGE}`, {
      data: changed(record).data,
      attachments: papers,
    });
    expect(sent.status).toBe(201);
  });
});
