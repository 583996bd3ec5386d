import type { EntityManager } from 'typeorm';
import { codeForm } from '../domain/normal-form';
import { fieldsAt, valueAt } from '../domain/paths';
import type { FormModel, ProcessModel } from '../models/read';

/** Another case about the same thing, as decisions see it; its personal data is masked. */
export interface RelatedCase {
  id: string;
  number: string;
  process: string;
  flow: string;
  status: string;
  open: boolean;
  round: number;
  marks: string[];
  applicant: string | null;
  parties: Record<string, string>;
  data: Record<string, unknown>;
}

/** More than this many would not fit into one question to the engine. */
const AT_MOST = 100;

/** What a case is about: the first field of the process property `subject` that is filled in, in its normal form. */
export function subjectOf(
  process: Pick<ProcessModel, 'subject'>,
  data: Record<string, unknown>,
): string | null {
  const values = process.subject.map((field) => codeForm(String(valueAt(data, field) ?? '')));
  return values.find(Boolean) ?? null;
}

/** Sources of a reference (component property `ref`) whose values name something of the record. */
const OF_RECORD = /^(library|entries|named|record):|^(case|uscc)$/;

/**
 * What a case refers to besides its subject: keys of entries and numbers of cases that stand in fields
 * with a reference to the record, in their normal form, each once.
 */
export function referredTo(form: FormModel, data: Record<string, unknown>): string[] {
  const values = form.components
    // of personal data, people are named by their numbers
    .filter(({ properties: { pii } }) => !pii || pii === 'id-number')
    .filter(({ path, properties }) => path && namesRecord(properties.ref))
    .flatMap(({ path = '' }) => fieldsAt(data, path))
    .map(({ value }) => (typeof value === 'string' ? codeForm(value) : ''));
  return [...new Set(values.filter(Boolean))];
}

const namesRecord = (refs = '') => refs.split(',').some((ref) => OF_RECORD.test(ref.trim()));

/** Other cases about the same thing: open ones first, then newest first. */
export async function relatedCases(
  db: EntityManager,
  subject: string | null,
  exceptCase: string | null,
): Promise<RelatedCase[]> {
  if (!subject) return [];
  return db.query(
    `select id, number, process_id as process, flow, status, closed_at is null as open, round,
       marks, applicant_organisation as applicant, parties, data
     from case_file where subject = $1 and ($2::uuid is null or id <> $2)
     order by closed_at is null desc, created_at desc, number desc limit ${AT_MOST}`,
    [subject, exceptCase],
  );
}

/** Which related cases there are and how they stand: another text, another answer of the rules. */
export function standing(related: RelatedCase[]): string {
  return related.map(({ id, status, open }) => `${id} ${status} ${open}`).join('\n');
}
