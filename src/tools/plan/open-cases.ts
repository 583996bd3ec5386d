import type { DataSource } from 'typeorm';
import type { OpenCases } from '../../domain/plan';
import type { Models } from '../../models/read';

/**
 * The cases under way, by release and flow. All keep the rules they began with; those whose process
 * exists among the new models could be looked at by `npm run migrate`.
 */
export async function openCases(db: DataSource, models: Models): Promise<OpenCases> {
  const rows: { release: number; flow: string; process: string; count: number }[] = await db.query(
    `select release_id as release, flow, process_id as process, count(*)::int as count
     from case_file where closed_at is null
     group by release_id, flow, process_id order by release_id desc, flow, process_id`,
  );
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    groups: rows.map(({ process, ...group }) => ({
      ...group,
      couldMove: models.processes[process] ? group.count : 0,
    })),
  };
}
