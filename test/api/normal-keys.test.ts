import { randomUUID } from 'node:crypto';
import type { QueryRunner } from 'typeorm';
import { codeForm } from '../../src/domain/normal-form';
import { NormalKeys1795372000000 } from '../../src/migrations/1795372000000-normal-keys';
import { connected, ownerUrl } from '../harness/database';

const GROUP = 'enterprise-91330200MA2B1C3D4E';
const TYPED = ['ht－2026－01', 'HT — 2026 ０１', '\u200bHT-2026\u00a001', '浙建施（2026）1'];

/** The keys of before, as the migration leaves them; nothing of it stays. */
const migrated = () =>
  connected(ownerUrl(), async (client) => {
    const query = async (text: string, values?: unknown[]) =>
      (await client.query(text, values)).rows;
    await query('begin');
    const cases: string[] = [];
    for (const typed of TYPED) {
      const id = randomUUID();
      cases.push(id);
      await query(
        `insert into case_file (id, number, process_id, flow, release_id, title, status, data,
           applicant_organisation, applicant_user, natural_key, subject, created_at)
         values ($1::uuid, $1::uuid::text, 'x', 'x', (select max(id) from release), 'x', 'x', '{}', $2, 'x', $3, $4, now())`,
        [id, GROUP, `${GROUP}|${typed}`, typed],
      );
    }
    const kind = `normal-keys-${randomUUID()}`;
    for (const key of [...TYPED, 'HT-2026-01'])
      await query(
        `insert into library_entry (id, library, kind, natural_key, version, status, data, valid_from)
         values ($1, 'x', $2, $3, 1, 'x', '{}', now())`,
        [randomUUID(), kind, key],
      );
    await new NormalKeys1795372000000().up({ query } as unknown as QueryRunner);
    const files = await query(
      'select natural_key, subject from case_file where id = any($1) order by array_position($1, id)',
      [cases],
    );
    const entries = await query(
      'select natural_key from library_entry where kind = $1 order by natural_key collate "C"',
      [kind],
    );
    await query('rollback');
    return { files, entries: entries.map((entry) => entry.natural_key) };
  });

test('[T10] keys of before are put into the normal form, an organisation in them is none that was typed', async () => {
  const { files, entries } = await migrated();
  expect(files).toEqual(
    TYPED.map((typed) => ({
      natural_key: `${GROUP}|${codeForm(typed)}`,
      subject: codeForm(typed),
    })),
  );
  // one current entry has a key; the others keep theirs
  expect(entries.filter((key) => key === 'HT-2026-01')).toHaveLength(1);
  expect(entries).toContain(codeForm('浙建施（2026）1'));
});
