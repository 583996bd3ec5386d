import type { Plan } from '../../src/domain/plan';
import { sql } from './cases';
import { runtime } from './client';
import type { Planned } from './deploying';
import { type Change, inFolder, tool } from './models';
import { rowAbove } from './table-rows';

/** Whoever changes rules in tests. */
export const ANALYST = 'ops.lv';
export const WHY = '省厅通知（虚构）';

/**
 * Plans the models of a folder as `npm run plan` does, in the program that runs the tests: a program of its
 * own takes seconds of processor to start (that there is one: `plan-apply.test.ts`).
 * @throws Error where it made none
 */
export async function planFolder(folder: string, ...options: string[]): Promise<Planned> {
  const body = JSON.stringify([...options, folder]);
  const response = await fetch(`${runtime.controlUrl}/plan`, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Planned;
}

/** Runs `npm run apply` on a folder, as an analyst who says why. */
export function applyFolder(folder: string, hash: string, ...options: string[]) {
  return tool('apply', hash, '--by', ANALYST, '--why', WHY, ...options, folder);
}

/** Plans the models with some changes, deploying nothing. */
export function planModels(changes: Change[], ...options: string[]): Promise<Planned> {
  return inFolder(changes, (folder) => planFolder(folder, ...options));
}

/** Plans and applies the models with some changes. @returns the plan and the release that came of it */
export function applyModels(
  changes: Change[],
  ...options: string[]
): Promise<{ plan: Plan; release: number }> {
  return inFolder(changes, async (folder) => {
    const { plan } = await planFolder(folder, ...options);
    const { code, out } = await applyFolder(folder, plan.hash);
    if (code !== 0) throw new Error(out);
    return { plan, release: (await newestRelease()).id };
  });
}

/** Takes back a release that waits for its day. */
export function withdraw(release: number) {
  return tool('apply', '--withdraw', String(release), '--by', ANALYST, '--why', WHY);
}

/** Takes back whatever waits, so that the next test can deploy. */
export async function withdrawWaiting(): Promise<void> {
  const waiting = await sql<{ id: number }>(
    'select id from release where deployed_at is null and withdrawn_at is null',
  );
  for (const { id } of waiting) await withdraw(id);
}

/** A release as the record has it, without its models. */
export interface ReleaseRow {
  id: number;
  deployed_by: string;
  reason: string | null;
  day: string | null;
  waits: boolean;
  plan: Plan | null;
}

/** The newest release, also one that waits or was withdrawn. */
export async function newestRelease(): Promise<ReleaseRow> {
  const [row] = await sql<ReleaseRow>(
    `select id, deployed_by, reason, in_force_from::text as day, plan,
       deployed_at is null and withdrawn_at is null as waits
     from release order by id desc limit 1`,
  );
  if (!row) throw new Error('no release');
  return row;
}

/** What the audit trail tells of a release: actions with who did them, and what they tell. */
export function auditOf(release: number) {
  return sql<{ action: string; actor: string; detail: Record<string, unknown> }>(
    'select action, actor, detail from audit_event where entity = $1 order by seq',
    [`release:${release}`],
  );
}

/** Which release a case is judged by, and which one the engine runs it under. */
export async function rulesOf(id: string): Promise<{ judged: number; runs: number }> {
  const [row] = await sql<{ judged: number; runs: number }>(
    `select c.release_id as judged, r.id as runs
     from case_file c join engine_instance i on i.key = c.process_instance_key
       join release r on r.processes ? i.definition_key
     where c.id = $1 order by r.id limit 1`,
    [id],
  );
  if (!row) throw new Error(`case ${id} has not begun`);
  return row;
}

/** The folder that `npm run plan` of the stack under test saves plans to. */
export const PLANS = `${runtime.stateDir}/plans`;

/** DT-05: another wording of E-07-03; other models, and the same rules. */
export const rewording = (words: string): Change => ({
  file: 'dmn/zhejiang/zj-attachments.dmn',
  from: '<outputEntry id="A13_zhOut">\n          <text>"缺少专业分包合同"',
  to: `<outputEntry id="A13_zhOut">\n          <text>"缺少专业分包合同${words}"`,
});

/** DT-04: five working days instead of three for one specialty, a row above the row for all. */
export const fiveDays = (): Promise<Change> =>
  rowAbove('dmn/zhejiang/zj-deadlines.dmn', 'zj-deadlines', 'GC_CONFIRM_3', {
    id: 'GC_CONFIRM_3_DECORATION',
    annotation: '[P] 装修装饰工程延长到5个工作日',
    cells: {
      期限: '"GC_CONFIRM_3"',
      '事项（如专业类别）': '"DECORATION"',
      数量: '5',
      '单位（WD 工作日、CD 日）': '"WD"',
      '截止日（含）': 'null',
      起算: '"SUBMITTED"',
      到期后果: '"ISSUE_NOTICE"',
      '提前提醒（工作日）': '1',
    },
  });
