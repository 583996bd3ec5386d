import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';

import { asRead } from '../../models/feel';
import type { DecisionModel, Models } from '../../models/read';
import { readBy } from '../plan/rule-set';

/** What a decision was told in a past case, and what it said. */
interface Past {
  facts: Record<string, unknown>;
  output: unknown;
  number: string;
}

/**
 * Writes cases of a decision from what it was told in the past, each question once, as a file of cases
 * beside its table. Personal data is masked in them.
 * @param last of so many of the newest judgements
 * @returns the file, from the root, and how many cases were written
 * @throws Error where there is no such decision, nothing was kept of it, or the file is there already
 */
export async function casesFromPast(
  db: DataSource,
  root: string,
  models: Models,
  decisionId: string,
  last: number,
): Promise<{ file: string; cases: number }> {
  const decision = models.decisions[decisionId];
  if (!decision) throw new Error(`没有决策表 ${decisionId} (there is no such decision)`);
  const rows = await pastOf(db, decisionId, last);
  const reads = readBy(models, decisionId);
  const told = rows.map((row) => ({
    ...row,
    facts: leaves(asRead(row.facts, reads) as Record<string, unknown>),
  }));
  const each = [...new Map(told.map((row) => [JSON.stringify([...row.facts]), row])).values()];
  if (each.length === 0)
    throw new Error(`${decisionId} 没有留存的判断 (nothing was kept of its judgements)`);
  const file = decision.file.replace(/[^/]+$/, `${decisionId}.cases.csv`);
  const path = join(root, file);
  const facts = [...new Set(each.flatMap((row) => [...row.facts.keys()]))].sort();
  const outputs = outputsOf(decision);
  const lines = each.map((row) =>
    csv([
      ...facts.map((name) => cell(row.facts.get(name))),
      ...outputs.map((name) => cell(name ? field(row.output, name) : row.output)),
      `案件 ${row.number}`,
    ]),
  );
  const head = csv([...facts, ...outputs.map((name) => `=> ${name}`.trim()), '说明']);
  // their head may be another one
  if (existsSync(path)) throw new Error(`${file} 已存在，请先改名 (is there already: rename it)`);
  await writeFile(path, `${[head, ...lines].join('\n')}\n`);
  return { file, cases: each.length };
}

/** The newest judgements in which a decision was asked, newest first. */
function pastOf(db: DataSource, decisionId: string, last: number): Promise<Past[]> {
  return db.query(
    `select * from (
       select j.at, coalesce(c.number, '未立案') as number, one->'output' as output,
         j.facts || jsonb_build_object('rules', (
           select coalesce(jsonb_object_agg(before->>'decision', before->'output'), '{}')
           from jsonb_array_elements(j.said) with ordinality b(before, m) where m < n)) as facts
       from judgement j left join case_file c on c.id = j.case_id,
         jsonb_array_elements(j.said) with ordinality s(one, n)
       where one->>'decision' = $1
       union all
       select e.at, c.number, e.output, e.facts
       from case_evaluation e join case_file c on c.id = e.case_id where e.decision_id = $1
     ) past order by at desc limit $2`,
    [decisionId, last],
  );
}

const PLAIN = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Facts by their paths; a list is one, and so is what has a name that no path can have. */
function leaves(facts: Record<string, unknown>, prefix = ''): Map<string, unknown> {
  return new Map(
    Object.entries(facts).flatMap(([name, value]): [string, unknown][] =>
      isGroup(value) ? [...leaves(value, `${prefix}${name}.`)] : [[`${prefix}${name}`, value]],
    ),
  );
}

function isGroup(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = Object.keys(value);
  return names.length > 0 && names.every((name) => PLAIN.test(name));
}

/** Names of the outputs of a table that answers with one row; else all that it says as one. */
function outputsOf({ outputs, hitPolicy }: DecisionModel): string[] {
  const oneRow = !/COLLECT|RULE ORDER|OUTPUT ORDER/.test(hitPolicy);
  return oneRow && outputs.length > 1 ? outputs.map(({ name }) => name) : [''];
}

function field(output: unknown, name: string): unknown {
  return (output as Record<string, unknown> | null)?.[name];
}

/** A value as a file of cases has it: text that would be read as something else stands in quotes. */
function cell(value: unknown): string {
  if (value === undefined) return '';
  const isPlain = typeof value === 'string' && !/^$|^-?\d|^(true|false|null)$|^["[{]/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}

const csv = (cells: string[]) =>
  cells.map((one) => (/[",\r\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(',');
