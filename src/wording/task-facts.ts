import type { EntityManager } from 'typeorm';
import type { CaseFile } from '../entities';
import type { Models } from '../models/read';
import { startFormOf } from '../models/start-form';
import { asMarkdown } from './as-markdown';
import { noteLines, type TaskPlace } from './notes';
import { attachmentRows, labelledData } from './summary';

/** Largest summary put into the engine (architecture: 4 KB), in characters of mostly 3 bytes. */
const SUMMARY_CHARS = 1300;

/** What the form of every task may show of its case; personal data is masked. */
export interface TaskFacts {
  /** markdown, like the notes: the head of the form shows it as a heading */
  title: string;
  /** address of the case file */
  link: string;
  /** markdown */
  notes: string;
  summary: { label: string; value: string }[];
  attachments: Record<string, string>[];
}

/**
 * What the form of a task shows of its case.
 * @param models of the case's release
 * @param task the task in its diagram
 * @param publicUrl address of the portal
 */
export async function taskFacts(
  db: EntityManager,
  file: CaseFile,
  models: Models,
  task: TaskPlace,
  publicUrl: string,
): Promise<TaskFacts> {
  return {
    title: asMarkdown(file.title),
    link: `${publicUrl}/cases/${file.id}`,
    notes: await noteLines(db, models.labels, file, task),
    summary: summaryRows(models, file),
    attachments: await attachmentRows(db, models.labels, file),
  };
}

function summaryRows(models: Models, file: CaseFile): TaskFacts['summary'] {
  const form = startFormOf(models, file.processId);
  const rows = form ? labelledData(models.labels, form, file.data, 'summary') : [];
  let room = SUMMARY_CHARS;
  return rows.flatMap(({ label, value }) => {
    if (room <= 0) return [];
    const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
    room -= label.length + shown.length;
    return [{ label, value: shown }];
  });
}
