import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from './cases';
import { waitFor } from './client';
import { tool } from './models';

/** Runs `npm run calendar` with a file of this text. */
export async function calendar(text: string, ...args: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'zjf-calendar-'));
  try {
    const file = join(folder, text.startsWith('[') ? 'days.json' : 'days.csv');
    await writeFile(file, text);
    return await tool('calendar', file, ...args);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Who publishes in tests, and why. */
export const SIGNED = ['--apply', '--by', 'ops.lv', '--why', '国务院办公厅通知（测试）'];

/** A CSV file of these days. */
export const csv = (...rows: string[]) => ['date,kind,name', ...rows].join('\n');

/** When the open timers of a case fire, by element, as `2026-10-09 00:00` in Asia/Shanghai. */
export async function timersOf(id: string): Promise<Record<string, string>> {
  const rows = await sql<{ element: string; at: string }>(
    `select t.element_id as element,
       to_char(t.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
     from case_file c join engine_instance i on i.root_key = c.process_instance_key
     join engine_timer t on t.instance_key = i.key
     where c.id = $1 and t.ended_at is null and extract(year from t.due_at) < 9999`,
    [id],
  );
  return Object.fromEntries(rows.map(({ element, at }) => [element, at]));
}

/** What became of the deadlines of a case in the engine, oldest publication first. */
export async function movesOf(id: string): Promise<string[]> {
  const rows = await sql<{ state: string; reason: string | null }>(
    `select m.state, m.reason from deadline_move m
     join calendar_publication p on p.id = m.publication_id where m.case_id = $1
     order by p.at, m.from_due`,
    [id],
  );
  return rows.map(({ state, reason }) => [state, reason].filter(Boolean).join(' '));
}

/** Waits until no deadline of a case is on its way any more. */
export function waitMoved(id: string): Promise<string[]> {
  return waitFor(`deadlines of case ${id} to be moved`, async () => {
    const moves = await movesOf(id);
    return moves.length > 0 && !moves.includes('WAITING') && moves;
  });
}
