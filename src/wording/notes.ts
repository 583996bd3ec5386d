import type { EntityManager } from 'typeorm';
import { shanghaiDay } from '../domain/working-days';
import type { CaseFile } from '../entities';
import type { Labels } from '../models/read';
import { organisationNames } from '../records/directory';
import { asMarkdown } from './as-markdown';
import { label } from './labels';

/** Where a task is: its element and the process instance that holds it, as a job or a task says it. */
export interface TaskPlace {
  elementId: string;
  processInstanceKey: string;
}

/** Why the task is offered again, if the last act in it did not count. */
async function voidLine(
  db: EntityManager,
  file: CaseFile,
  { elementId, processInstanceKey }: TaskPlace,
): Promise<string[]> {
  const [last]: { valid: boolean; text: string | null; code: string | null }[] = await db.query(
    `select d.valid, d.refusal_text as text, d.refusal_code as code
     from decision d join engine_task t on t.key = d.user_task_key
     where d.case_id = $1 and d.round = $2 and d.element_id = $3 and t.instance_key = $4
     order by d.completed_at desc limit 1`,
    [file.id, file.round, elementId, processInstanceKey],
  );
  if (!last || last.valid) return [];
  return [`⚠ 上次办理无效：${asMarkdown(last.text ?? '')}（${asMarkdown(last.code ?? '')}）`];
}

/** At most so many decisions stand in the notes, the newest ones; the case file has them all. */
const SAID_AT_MOST = 10;

/** Who decided what in this round, one line each; what they wrote stands in the case file only. */
async function saidLines(db: EntityManager, labels: Labels, file: CaseFile): Promise<string[]> {
  const said: { act: string; outcome: string; organisation: string }[] = await db.query(
    `select act, outcome, organisation from decision where case_id = $1 and round = $2 and valid
     order by completed_at desc, user_task_key desc limit $3`,
    [file.id, file.round, SAID_AT_MOST],
  );
  const names = await organisationNames(
    db,
    said.map(({ organisation }) => organisation),
  );
  const told = (group: 'acts' | 'outcomes', code: string) =>
    label(labels, group, code, file.processId);
  return said
    .reverse()
    .map(({ act, outcome, organisation }) =>
      asMarkdown(`${names.get(organisation)} ${told('acts', act)}：${told('outcomes', outcome)}`),
    );
}

/**
 * What went wrong last time, marks, what was decided in this round and documents of a case as one line
 * of markdown each, for the head of the form of a task. Only what is written here is markdown; all that is put in stays text.
 */
export async function noteLines(
  db: EntityManager,
  labels: Labels,
  file: CaseFile,
  task: TaskPlace,
): Promise<string> {
  const documents: {
    title: string;
    number: string;
    status: string;
    kind: string;
    issued_at: Date;
  }[] = await db.query(
    'select title, number, status, kind, issued_at from issued_document where case_id = $1 and round = $2 order by issued_at',
    [file.id, file.round],
  );
  const told = (group: 'marks' | 'flags', code: string) =>
    asMarkdown(label(labels, group, code, file.processId));
  const marks = file.marks.map((mark) => `⚠ **${told('marks', mark)}**`);
  const flags = file.flags.map((flag) => `⚠ ${told('flags', flag)}`);
  const issued = documents.map(
    (d) =>
      `${asMarkdown(`${d.title} ${d.number}`)}（${shanghaiDay(d.issued_at)}，${label(labels, 'status', d.status)}）`,
  );
  const stands = label(labels, 'status', file.status, file.processId);
  const why = file.statusReason ? [`⚠ ${asMarkdown(`${stands}：${file.statusReason}`)}`] : [];
  const said = await saidLines(db, labels, file);
  const again = await voidLine(db, file, task);
  return [...again, ...why, ...marks, ...flags, ...said, ...issued].join('\n\n');
}
