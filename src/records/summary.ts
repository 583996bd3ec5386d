import type { EntityManager } from 'typeorm';
import { shanghaiDay, toShanghaiIso } from '../domain/working-days';
import { Attachment, type CaseFile } from '../entities';
import type { FormComponent, FormModel } from '../models/read';
import { label } from './labels';

/** A field as people read it. */
export interface LabelledValue {
  group?: string;
  label: string;
  value: string;
}

/** Wording of a value: the option's label, a date as written, a list joined. */
function wording(component: FormComponent, value: unknown): string {
  const one = (v: unknown) =>
    component.values.find((option) => option.value === v)?.label ?? String(v ?? '');
  return Array.isArray(value) ? value.map(one).join('、') : one(value);
}

/**
 * The entered data with the labels of the form it was entered in; personal data is masked already.
 * @param only keep fields with component property `summary` = "true"
 */
export function labelledData(
  form: FormModel,
  data: Record<string, unknown>,
  only: 'all' | 'summary' = 'all',
): LabelledValue[] {
  return form.components.flatMap((component) => {
    const { key } = component;
    if (!key || data[key] === undefined || data[key] === null || data[key] === '') return [];
    if (only === 'summary' && component.properties.summary !== 'true') return [];
    const group = component.groups.at(-1);
    return [
      {
        ...(group ? { group } : {}),
        label: component.label || key,
        value: wording(component, data[key]),
      },
    ];
  });
}

/** Files of a case in the current round, as a task form lists them. */
export async function attachmentRows(
  db: EntityManager,
  file: CaseFile,
): Promise<{ name: string; kind: string; size: string; uploadedAt: string }[]> {
  const rows = await db.find(Attachment, {
    where: { caseId: file.id, round: file.round },
    order: { uploadedAt: 'ASC', kind: 'ASC', id: 'ASC' },
  });
  return rows.map((a) => {
    return {
      name: a.name,
      kind: label('attachments', a.kind ?? ''),
      size: `${Math.max(1, Math.round(a.size / 1024))} KB`,
      uploadedAt: toShanghaiIso(a.uploadedAt).slice(0, 16).replace('T', ' '),
    };
  });
}

/** Why the task is offered again, if the last act in it did not count. */
async function voidLine(db: EntityManager, file: CaseFile, elementId: string): Promise<string[]> {
  const [last]: { valid: boolean; text: string | null; code: string | null }[] = await db.query(
    `select valid, refusal_text as text, refusal_code as code from decision
     where case_id = $1 and round = $2 and element_id = $3 order by completed_at desc limit 1`,
    [file.id, file.round, elementId],
  );
  return last && !last.valid ? [`⚠ 上次办理无效：${last.text ?? ''}（${last.code}）`] : [];
}

/**
 * What went wrong last time, marks and documents of a case as one line of markdown each, for the head
 * of the form of a task.
 */
export async function noteLines(
  db: EntityManager,
  file: CaseFile,
  elementId: string,
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
  const marks = file.marks.map((mark) => `⚠ **${label('marks', mark)}**`);
  const flags = file.flags.map((flag) => `⚠ ${label('flags', flag)}`);
  const issued = documents.map(
    (d) => `${d.title} ${d.number}（${shanghaiDay(d.issued_at)}，${label('status', d.status)}）`,
  );
  return [...(await voidLine(db, file, elementId)), ...marks, ...flags, ...issued].join('\n\n');
}
