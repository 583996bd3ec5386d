import type { EntityManager } from 'typeorm';
import type { Deps } from '../../deps';
import { CaseFile } from '../../entities';
import type { FormModel, Labels } from '../../models/read';
import { startFormOf } from '../../models/start-form';
import { changesOfCase, type Difference } from '../../records/library-changes';
import type { LibraryItem } from '../../web';
import { entryStatusLabel, label } from '../../wording/labels';

/** What a case did to library entries, old beside new, in the words of the form they came from. */
export async function libraryItems(
  deps: Deps,
  db: EntityManager,
  file: CaseFile,
  labels: Labels,
): Promise<LibraryItem[]> {
  const changes = await changesOfCase(db, file.id);
  const forms = new Map<string | null, FormModel | undefined>();
  for (const { writtenBy } of changes)
    if (!forms.has(writtenBy)) forms.set(writtenBy, await formOf(deps, db, writtenBy));
  return changes.map(({ kind, key, version, status, at, writtenBy, differences }) => ({
    ...{ kind: label(labels, 'kinds', kind, file.processId), key, version, at },
    status: { code: status, label: entryStatusLabel(labels, status, file.processId) },
    rows: differences.map((one) => worded(one, forms.get(writtenBy), file.processId, labels)),
  }));
}

async function formOf(
  deps: Deps,
  db: EntityManager,
  caseId: string | null,
): Promise<FormModel | undefined> {
  const writer = caseId && (await db.findOneBy(CaseFile, { id: caseId }));
  if (!writer) return undefined;
  const { models } = await deps.releases.byId(writer.releaseId);
  return startFormOf(models, writer.processId);
}

const ITSELF = { status: '状态', marks: '标记' };

function worded(
  { of, path, before, after }: Difference,
  form: FormModel | undefined,
  process: string,
  labels: Labels,
) {
  if (of !== 'data') {
    const say = (value: unknown) =>
      [value]
        .flat()
        .map((code) =>
          of === 'status'
            ? entryStatusLabel(labels, String(code), process)
            : label(labels, of, String(code), process),
        )
        .join('、');
    return { label: ITSELF[of], before: say(before), after: say(after) };
  }
  // the entry is a part of what was entered: its paths are the ends of the form's
  const named = path?.replace(/\.\d+(?=\.)/g, '');
  const field = form?.components.find((c) => c.key && `.${c.path}`.endsWith(`.${named}`));
  const say = (value: unknown) =>
    field?.values.find((option) => option.value === String(value))?.label ?? text(value);
  return { label: field?.label || (path ?? ''), before: say(before), after: say(after) };
}

function text(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}
