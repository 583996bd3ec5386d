import { spawnSync } from 'node:child_process';
import type { DataSource } from 'typeorm';
import type { Target } from './target';

/**
 * The figures count only if nothing was lost, doubled or damaged on the way: every case has ended
 * once, with each act recorded once, and the audit chains hold by the check of their own release.
 * @returns what is wrong; empty for a valid run
 */
export async function findFaults(
  target: Target,
  db: DataSource,
  cases: string[],
): Promise<string[]> {
  const wrong: { id: string }[] = await db.query(
    `select c.id from case_file c where c.id = any($1::uuid[]) and not (
       c.status = 'ENTERED' and c.closed_at is not null
       and (select array_agg(d.act || d.valid order by d.completed_at) from decision d
            where d.case_id = c.id) = array['CONFIRMtrue', 'REVIEWtrue']
       and (select count(*) from library_entry e where e.case_id = c.id) = 1)`,
    [cases],
  );
  const [stored]: { n: number }[] = await db.query(
    'select count(*)::int as n from case_file where id = any($1::uuid[])',
    [cases],
  );
  const audit = verifyAudit(target);
  return [
    ...(stored?.n === cases.length
      ? []
      : [`INVALID: ${stored?.n} of ${cases.length} cases stored`]),
    ...wrong.map(({ id }) => `INVALID: case ${id} is not entered exactly once`),
    ...(audit === undefined ? [] : [`INVALID: ${audit}`]),
  ];
}

/** What `npm run audit:verify` of the measured checkout says where it finds something. */
function verifyAudit({ root, env }: Target): string | undefined {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'audit:verify'], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return status === 0 ? undefined : `audit:verify: ${stdout}${stderr}`.trim();
}
