import type { EntityManager } from 'typeorm';
import { shortened } from '../domain/normal-form';
import type { CaseFile } from '../entities';
import type { Models } from '../models/read';
import { startFormOf } from '../models/start-form';
import { roundsOf } from '../records/rounds';
import { asMarkdown } from './as-markdown';
import { noteLines, type TaskPlace } from './notes';
import {
  asManyAsFit,
  changesByRound,
  lengthOf,
  type RoundChange,
  VALUE_CHARS,
} from './round-changes';
import { attachmentRows, labelledData } from './summary';

/** Largest summary put into the engine (architecture: 4 KB), in characters of mostly 3 bytes. */
const SUMMARY_CHARS = 1300;
/** Of these, for what was changed in a correction at most. */
const CHANGES_CHARS = 600;

/** What the form of every task may show of its case; personal data is masked. */
export interface TaskFacts {
  /** markdown, like the notes: the head of the form shows it as a heading */
  title: string;
  /** address of the case file */
  link: string;
  /** markdown */
  notes: string;
  summary: { label: string; value: string }[];
  /** of a correction: what is another than in the round before */
  changes: RoundChange[];
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
  const changes = asManyAsFit(await newestChanges(db, models, file), CHANGES_CHARS);
  return {
    title: asMarkdown(file.title),
    link: `${publicUrl}/cases/${file.id}`,
    notes: await noteLines(db, models.labels, file, task),
    summary: summaryRows(models, file, SUMMARY_CHARS - lengthOf(changes)),
    changes,
    attachments: await attachmentRows(db, models.labels, file),
  };
}

/** What was changed in the newest round; nothing in the first one. */
async function newestChanges(
  db: EntityManager,
  models: Models,
  file: CaseFile,
): Promise<RoundChange[]> {
  const form = startFormOf(models, file.processId);
  if (!form || file.round === 1) return [];
  const rounds = await roundsOf(db, file.id, file.round - 1);
  return (
    changesByRound({ form, labels: models.labels }, file.processId, rounds).at(-1)?.changes ?? []
  );
}

function summaryRows(models: Models, file: CaseFile, chars: number): TaskFacts['summary'] {
  const form = startFormOf(models, file.processId);
  const rows = form ? labelledData(models.labels, form, file.data, 'summary') : [];
  let room = chars;
  return rows.flatMap(({ label, value }) => {
    if (room <= 0) return [];
    const shown = shortened(value, VALUE_CHARS);
    room -= label.length + shown.length;
    return [{ label, value: shown }];
  });
}
