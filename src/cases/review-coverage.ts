import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { addCalendarDays, type Day, shanghaiInstant } from '../domain/working-days';
import type { ProcessModel } from '../models/types';
import { organisationNames, seeingAs } from '../records/directory';

interface Counts {
  /** handed in, without what was taken back before anybody reviewed it */
  received: number;
  withdrawn: number;
  reviewed: number;
}

/** `percent` is rounded down, so that 100 means all; null where nothing was received. */
export type Coverage = Counts & { percent: number | null };

/** Of what was handed in, how much the competent organisation reviewed. */
export type CoverageRow = Coverage & {
  process: string;
  processName: string;
  organisation: string;
  organisationName: string;
};

/** First and last day on which it was handed in. */
export interface Days {
  from: Day;
  to: Day;
}

/** Roles that see the figures: reviewers those of their organisations and of all below. */
export const COVERAGE_ROLES: readonly string[] = ['reviewer', 'auditor'];

/**
 * How much of what was handed in in a time was reviewed, by process and organisation, as far as this
 * caller may see: processes say which acts review (process property `reviewedBy`).
 */
export async function reviewCoverage(
  deps: Pick<Deps, 'db' | 'releases'>,
  caller: Caller,
  days: Days,
): Promise<{ rows: CoverageRow[]; total: Coverage }> {
  const { processes } = (await deps.releases.current()).models;
  const counted = await count(deps.db.manager, reviewingActs(processes), caller, days);
  const ids = counted.map(({ organisation }) => organisation);
  const names = await organisationNames(deps.db, ids);
  const rows = counted.map((row) => {
    const processName = processes[row.process]?.name ?? row.process;
    const organisationName = names.get(row.organisation) ?? row.organisation;
    return { ...row, processName, organisationName, percent: percentOf(row) };
  });
  return { rows, total: sum(rows) };
}

function reviewingActs(processes: Record<string, ProcessModel>): { id: string; act: string }[] {
  return Object.values(processes).flatMap(({ id, properties }) =>
    (properties.reviewedBy?.split(',') ?? []).map((act) => ({ id, act: act.trim() })),
  );
}

function count(
  db: EntityManager,
  acts: { id: string; act: string }[],
  caller: Caller,
  { from, to }: Days,
): Promise<(Counts & { process: string; organisation: string })[]> {
  return db.query(
    `with recursive mine as (
       select id from organisation where id = any${seeingAs('$1')} or $2
       union select o.id from organisation o join mine on o.parent_id = mine.id),
     seen as (
       select c.process_id, c.parties->>'authority' as organisation,
         exists (select 1 from decision d where d.case_id = c.id and d.valid
                 and (c.process_id, d.act) in (select * from unnest($3::text[], $4::text[]))) as reviewed,
         exists (select 1 from decision d where d.case_id = c.id and d.valid
                 and d.act = 'WITHDRAW') as withdrawn
       from case_file c
       where c.process_id = any($3) and c.created_at >= $5 and c.created_at < $6
         and c.parties->>'authority' in (select id from mine))
     select process_id as process, organisation,
       (count(*) filter (where reviewed or not withdrawn))::int as received,
       (count(*) filter (where withdrawn and not reviewed))::int as withdrawn,
       (count(*) filter (where reviewed))::int as reviewed
     from seen group by 1, 2 order by 1, 2`,
    [
      caller.organisations,
      caller.roles.includes('auditor'),
      acts.map(({ id }) => id),
      acts.map(({ act }) => act),
      shanghaiInstant(from),
      shanghaiInstant(addCalendarDays(to, 1)),
    ],
  );
}

function sum(rows: Coverage[]): Coverage {
  const of = (key: keyof Counts) => rows.reduce((all, row) => all + row[key], 0);
  const total = { received: of('received'), withdrawn: of('withdrawn'), reviewed: of('reviewed') };
  return { ...total, percent: percentOf(total) };
}

function percentOf({ received, reviewed }: Counts): number | null {
  return received === 0 ? null : Math.floor((1000 * reviewed) / received) / 10;
}
