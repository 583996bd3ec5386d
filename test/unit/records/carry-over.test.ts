import { randomBytes } from 'node:crypto';
import { createVault } from '../../../src/domain/crypto';
import { carryOver, enteredAnew } from '../../../src/records/carry-over';
import { splitPersonalData } from '../../../src/records/personal-data';
import { sampleData, sampleForm } from '../forms/sample';

const vault = createVault({ encryptionKey: randomBytes(32), lookupKey: randomBytes(32) });

interface Participant {
  role: string;
  leader?: string;
  idNumber?: string;
}
type Participants = Participant[];

const CHEN = { role: 'CONSTRUCTION', leader: '陈乙三', idNumber: '330782188801010011' };
const WANG = { role: 'SUPERVISION', leader: '王慈一' };

/** The last round, and its participants as they are shown. */
function round(participants: Participants) {
  const before = splitPersonalData(sampleForm, sampleData({ participants }), vault);
  return { before, shown: before.data.participants as Participants };
}

const correct = (before: ReturnType<typeof round>['before'], participants: unknown) =>
  carryOver(sampleForm, { ...before.data, participants }, before, vault);

/** Who stands where after a correction, by their names. */
const leaders = ({ data }: { data: Record<string, unknown> }) =>
  (data.participants as Participants).map(({ leader }) => leader);

describe('personal data of a correction that was left masked', () => {
  const { before, shown } = round([CHEN, WANG]);
  const [chen = CHEN, wang = WANG] = shown;

  test('[T1] is what was entered before, in groups and lists', () => {
    const carried = correct(before, shown);
    expect(carried.data).toEqual(sampleData({ participants: [CHEN, WANG] }));
    expect(carried.unclear).toEqual([]);
    expect(carried.kept).toEqual([
      'participants.0.leader',
      'participants.0.idNumber',
      'participants.1.leader',
      'tender.contact',
      'tender.experts.0.phone',
    ]);
  });

  test('[T1] goes with its row, where rows were moved, removed or added', () => {
    const added = { role: 'SUPERVISION', leader: '李丁四' };
    expect(leaders(correct(before, [wang, chen]))).toEqual(['王慈一', '陈乙三']);
    expect(leaders(correct(before, [wang]))).toEqual(['王慈一']);
    expect(leaders(correct(before, [added, chen, wang]))).toEqual(['李丁四', '陈乙三', '王慈一']);
  });

  test('[T1] stays where something else of the row is entered anew', () => {
    const carried = correct(before, [
      { ...chen, leader: '陈乙四' },
      { ...wang, role: 'OTHER' },
    ]);
    expect(carried.data.participants).toEqual([
      { ...CHEN, leader: '陈乙四' },
      { ...WANG, role: 'OTHER' },
    ]);
    expect(carried.unclear).toEqual([]);
  });

  test('[T1] is nobody’s where it is not as it was shown, or two rows claim it', () => {
    const other = correct(before, [{ ...chen, idNumber: '331***********0018' }, wang]);
    expect(other.unclear).toEqual(['participants.0.leader', 'participants.0.idNumber']);
    expect(correct(before, [{ ...chen, leader: '王**' }]).unclear).toHaveLength(2);
    expect(correct(before, [chen, chen]).unclear).toHaveLength(4);
    const contact = carryOver(sampleForm, { tender: { contact: '钱**' } }, before, vault);
    expect(contact.unclear).toEqual(['tender.contact']);
  });

  test('[T1] does not fail on what is not built as the form is', () => {
    for (const odd of [null, 'x', [null], [['*']], { leader: '陈**' }, [{ leader: { x: '*' } }]])
      expect(correct(before, odd).data).toMatchObject({ participants: odd });
    const group = { ...before.data, tender: [{ contact: '赵**' }] };
    expect(carryOver(sampleForm, group, before, vault).kept).not.toContain('tender.contact');
  });
});

describe('rows that look alike and hold different people', () => {
  const people: Participants = [
    { role: 'SUPERVISION', leader: '张一' },
    { role: 'DESIGN', leader: '张二' },
    { role: 'SURVEY', leader: '李三' },
  ];
  const { before, shown } = round(people);
  const [one, two, three] = shown as [Participant, Participant, Participant];
  const NOT_CERTAIN = ['participants.0.leader', 'participants.1.leader'];

  test('[T1] stay who they are where the list is as it was, also where a field is another', () => {
    expect(leaders(correct(before, shown))).toEqual(['张一', '张二', '李三']);
    const edited = correct(before, [one, { ...two, role: 'OTHER' }, three]);
    expect(leaders(edited)).toEqual(['张一', '张二', '李三']);
    expect(edited.unclear).toEqual([]);
  });

  test('[T1] are nobody where they were moved or exchanged: that cannot be told', () => {
    expect(correct(before, [two, one, three]).unclear).toEqual(NOT_CERTAIN);
    const exchanged = [{ ...one, role: two.role }, { ...two, role: one.role }, three];
    expect(correct(before, exchanged).unclear).toEqual(NOT_CERTAIN);
  });

  test('[T1] are nobody where one of them was removed or is somebody else now', () => {
    for (const rows of [
      [one, three],
      [two, three],
      [one, { ...two, leader: '赵四' }, three],
    ])
      expect(correct(before, rows).unclear).toEqual(['participants.0.leader']);
    // whoever looks like no other is certain all the same
    expect(leaders(correct(before, [one, three])).at(-1)).toBe('李三');
  });

  test('[T1] are certain where they are one and the same person', () => {
    const same = round([
      { role: 'SUPERVISION', leader: '张一' },
      { role: 'DESIGN', leader: '张一' },
    ]);
    const [first, second] = same.shown;
    expect(leaders(correct(same.before, [second, first]))).toEqual(['张一', '张一']);
  });
});

test('[T1] what is entered anew is named, and what was moved is not', () => {
  const { before, shown } = round([CHEN, WANG]);
  const carried = correct(before, [{ ...shown[1], leader: '王慈二' }, shown[0]]);
  const { secrets } = splitPersonalData(sampleForm, carried.data, vault);
  expect(enteredAnew(secrets, carried.kept, before.secrets, vault)).toEqual([
    'participants.0.leader',
  ]);
});
