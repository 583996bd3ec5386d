import { clockAt, leaveStack, sql, waitMessage, waitStatus } from '../../harness/cases';
import { libraryEntry, tryEntry } from '../../harness/entry';
import { holdingTable, waitBlocked } from '../../harness/locks';
import {
  DRAW,
  drawing,
  employed,
  leading,
  UNLOCK,
  unlocked,
  unlocking,
} from '../../harness/transfer';

const NOW = '2026-09-28 09:00';

/** Something happens after a submission was judged and before it is stored. */
async function meanwhile(handIn: () => Promise<string>, happens: () => Promise<unknown>) {
  let given: Promise<string> | undefined;
  await holdingTable('case_file', async () => {
    given = handIn();
    await waitBlocked('insert into "case_file"');
    await happens();
  });
  return given ?? '';
}

describe('zj-person-tie: who employs a person changes', () => {
  beforeAll(() => clockAt(NOW));
  afterAll(leaveStack);

  test('[ZJ-02][DT-14][E-02-03] checked again before anything is written', async () => {
    const one = await employed(NOW);
    const other = await employed(NOW);
    await unlocked(other.person, NOW);
    const permits = [await leading(one), await leading(other)];
    const progress = (marks: string[]) =>
      sql(
        `update library_entry set marks = $2
         where kind = 'permit' and natural_key = any($1) and valid_to is null`,
        [permits, marks],
      );
    await progress([]);
    const tries = [
      { flow: UNLOCK, given: await unlocking(one.person, NOW), person: one.person },
      { flow: DRAW, given: await drawing(other, NOW), person: other.person },
    ];
    for (const { flow, given, person } of tries) {
      await progress([]);
      const before = await libraryEntry('person', person);
      const id = await meanwhile(
        async () => (await tryEntry(flow, given)).body.id,
        () => progress(['IN_PROGRESS']),
      );
      await waitStatus(id, 'NOT_MOVED');
      expect(await waitMessage(id, 'PERSON_NOT_MOVED')).toHaveLength(1);
      expect(await libraryEntry('person', person)).toEqual(before);
    }
  });
});
