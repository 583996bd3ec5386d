/** A returned project entry with people in a list: who stands in which row stays sealed, and certain. */
import { residentIdCheckDigit } from '../../../src/domain/identifiers';
import { codes, leaveStack, sql, waitStatus, waitTask } from '../../harness/cases';
import {
  accept,
  clockAt,
  DING,
  entered,
  fed,
  newProjectNo,
  SUPPLEMENT_PAPERS,
  supplement,
  verify,
  YUZHONG,
} from '../../harness/chongqing';
import { as } from '../../harness/client';

const STAGES = ['TENDER', 'CONTRACT', 'DRAWING', 'ACCEPT', 'INDICATOR'];

const idNumber = (first17: string) => `${first17}${residentIdCheckDigit(first17)}`;
/** Nobody who lives was born in those years. */
const CHEN = { personName: '陈一示', personId: idNumber('50010318880101001'), personRole: '001' };
const WANG = { personName: '王二示', personId: idNumber('50010318770202002'), personRole: '002' };
/** Looks as 陈 does where personal data is masked. */
const LIKE_CHEN = { ...CHEN, personName: '陈三示', personId: twinOf(CHEN.personId) };

/** Another ID number that is masked alike: same beginning, same end. */
function twinOf(id: string): string {
  for (let day = 10; day < 29; day += 1)
    for (let month = 10; month < 13; month += 1) {
      const twin = `${id.slice(0, 10)}${month}${day}${id.slice(14)}`;
      if (idNumber(twin.slice(0, 17)) === twin) return twin;
    }
  throw new Error('no such number');
}

type Person = Partial<typeof CHEN>;

/** An entry with these people that the district sent back. */
async function returned(personnel: Person[]): Promise<string> {
  const projectNo = newProjectNo();
  await fed(projectNo);
  const { basic: _, indicator, ...rest } = supplement({ projectNo });
  const data = { ...rest, stages: STAGES, indicator: { ...(indicator as object), personnel } };
  const id = await entered(data, { papers: SUPPLEMENT_PAPERS });
  await accept(id);
  await verify(id, { outcome: 'RETURNED', opinion: '人员有误' }, YUZHONG, STAGES);
  await waitStatus(id, 'RETURNED');
  return id;
}

interface Shown {
  indicator: { personnel: Person[] };
}

/** What the applicant is shown of a case. */
const shown = async (id: string): Promise<Shown> =>
  (await (await as(DING)).get(`/api/cases/${id}`).expect(200)).body.data;

/** Hands a case in again with these people; the files are those of before. */
async function correct(id: string, change: (people: Person[]) => Person[]) {
  const data = await shown(id);
  const attachments = await sql('select id, kind from attachment where case_id = $1', [id]);
  const personnel = change(data.indicator.personnel);
  return (await as(DING)).post(`/api/cases/${id}/corrections`, {
    ...{ data: { ...data, indicator: { ...data.indicator, personnel } }, attachments },
  });
}

/** The people of a case, as who decides on it may read them. */
async function people(id: string): Promise<Person[]> {
  await waitTask(id, 'ACCEPT_CASE');
  const data = await shown(id);
  const { body } = await (await as(YUZHONG)).get(`/api/cases/${id}/personal-data`).expect(200);
  return data.indicator.personnel.map((row, i) => ({
    ...row,
    personName: body[`indicator.personnel.${i}.personName`],
    personId: body[`indicator.personnel.${i}.personId`],
  }));
}

beforeAll(() => clockAt('2024-05-06 10:00'));
afterAll(leaveStack);

test('[CQ-01][T1] rows that are moved take their people with them, a removed one takes its own', async () => {
  const id = await returned([CHEN, WANG]);
  const masked = (await shown(id)).indicator.personnel;
  expect(JSON.stringify(masked)).not.toMatch(/陈一|王二|8880101|8770202/);
  const moved = await correct(id, ([chen, wang]) => [wang as Person, chen as Person]);
  expect([moved.status, codes(moved)]).toEqual([200, []]);
  expect(await people(id)).toEqual([WANG, CHEN]);

  const again = await returned([CHEN, WANG]);
  const removed = await correct(again, ([, wang]) => [wang as Person]);
  expect([removed.status, codes(removed)]).toEqual([200, []]);
  expect(await people(again)).toEqual([WANG]);
});

test('[CQ-01][T1] a row typed anew is another person', async () => {
  const id = await returned([CHEN]);
  const typed = await correct(id, ([chen]) => [chen as Person, WANG]);
  expect([typed.status, codes(typed)]).toEqual([200, []]);
  expect(await people(id)).toEqual([CHEN, WANG]);
});

test('[CQ-01][T1][E-00-45] of two who look alike nobody guesses which one was meant', async () => {
  const id = await returned([CHEN, LIKE_CHEN]);
  const [one, other] = (await shown(id)).indicator.personnel;
  expect(one).toEqual(other);
  const unclear = await correct(id, ([, second]) => [second as Person]);
  expect([unclear.status, [...new Set(codes(unclear))]]).toEqual([422, ['E-00-45']]);
  const asItWas = await correct(id, (both) => both);
  expect([asItWas.status, codes(asItWas)]).toEqual([200, []]);
  expect(await people(id)).toEqual([CHEN, LIKE_CHEN]);
});

test('[CQ-01][T1] the papers asked for are those of the data as it stands', async () => {
  const id = await returned([CHEN]);
  const data = await shown(id);
  const check = async (changes: object) => {
    const answer = await (await as(DING))
      .post(`/api/cases/${id}/corrections/check`, {
        data: { ...data, ...changes },
        attachments: [],
      })
      .expect(200);
    return answer.body.attachments
      .filter((one: { required: boolean }) => one.required)
      .map((one: { kind: string }) => one.kind)
      .sort();
  };
  expect(await check({})).toEqual([...SUPPLEMENT_PAPERS].sort());
  expect(await check({ applicationType: 'ENTRY' })).not.toContain('SUPPLEMENT_REPORT');
});
