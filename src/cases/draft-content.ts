import { type EntityManager, In } from 'typeorm';
import type { Deps } from '../deps';
import { etagOf, matchesEtag } from '../domain/etag';
import { canonicalJson } from '../domain/hash-chain';
import type { Caller } from '../domain/identity';
import { toShanghaiIso } from '../domain/working-days';
import { Attachment, type Draft } from '../entities';
import { type Changed, RefusedError, refuse } from '../errors';
import { fieldRefusals } from '../forms/check';
import { startFormOf } from '../models/start-form';
import { joinPersonalData, type SplitData, splitPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';
import { differences } from '../wording/differences';
import { label } from '../wording/labels';
import { requireSubmitter, type Submission, startable } from './check';
import { checkStartForm } from './entered';

/** What a draft keeps of a submission. */
export type DraftContent = SplitData & Pick<Draft, 'attachments'>;

/**
 * What is kept: the fields the form shows, as they were entered, right or not yet.
 * @throws RefusedError 422 where the data is not built as the form is
 */
export async function contentOf(
  deps: Deps,
  processId: string,
  caller: Caller,
  submission: Submission,
): Promise<DraftContent> {
  const release = await deps.releases.current();
  const { process, form } = startable(release, processId);
  requireSubmitter(process, caller);
  const { entered, misbuilt, errors } = await checkStartForm(
    deps,
    release,
    form,
    submission.data,
    caller,
  );
  if (misbuilt) throw new RefusedError(422, fieldRefusals(errors));
  const { data, secrets } = splitPersonalData(form, entered, deps.vault);
  return { data, secrets, attachments: submission.attachments };
}

/**
 * Is a draft as it was when somebody opened it, or as they want it?
 * @param ifMatch the entity tag of what they opened
 * @param mine tells what they want it to be, asked only where it was changed; none: it is to go
 * @returns whether it is what they want already (e.g. their answer was lost)
 * @throws E-00-40 where they do not say what they opened, E-00-41 where it was changed since, with how
 */
export async function requireUnchanged(
  deps: Deps,
  tx: EntityManager,
  draft: Draft,
  ifMatch: string | undefined,
  mine?: () => Promise<DraftContent>,
): Promise<{ isAsWanted: boolean }> {
  if (ifMatch === undefined) throw refuse('E-00-40');
  if (matchesEtag(ifMatch, draft.version)) return { isAsWanted: false };
  const release = await deps.releases.current();
  const compared = mine && (await compare(deps, tx, release, draft, await mine()));
  if (compared?.isSame) return { isAsWanted: true };
  const changed: Changed = {
    by: await deps.people.nameOf(draft.updatedBy),
    at: toShanghaiIso(draft.updatedAt),
    etag: etagOf(draft.version),
    fields: compared?.fields ?? [],
  };
  const fields = changed.fields.map((field) => field.label).join('、');
  const said = [changed.by, changed.at, fields].filter(Boolean).join(' ');
  throw refuse('E-00-41', { zh: said, en: said, changed });
}

async function compare(
  deps: Deps,
  tx: EntityManager,
  { models }: ReleaseView,
  draft: Draft,
  mine: DraftContent,
): Promise<{ isSame: boolean; fields: Changed['fields'] }> {
  const form = startFormOf(models, draft.processId);
  const [theirs, own] = [draft, mine].map((content) => {
    return { whole: joinPersonalData(content, deps.vault), masked: content.data };
  }) as [Shown, Shown];
  const files = await fileDifferences(tx, draft.attachments, mine.attachments);
  const named = files.map(({ kind, ...names }) => {
    return { label: label(models.labels, 'attachments', kind, draft.processId), ...names };
  });
  const isSame = files.length === 0 && canonicalJson(theirs.whole) === canonicalJson(own.whole);
  const fields = form ? differences(models.labels, form, theirs, own) : [];
  return { isSame, fields: [...fields, ...named] };
}

type Shown = Parameters<typeof differences>[2];

/** Kinds of which other files are there; files are told by name and content. */
async function fileDifferences(
  tx: EntityManager,
  theirs: Draft['attachments'],
  mine: Draft['attachments'],
): Promise<{ kind: string; theirs: string; mine: string }[]> {
  const ids = [...theirs, ...mine].map((file) => file.id);
  const stored = new Map((await tx.findBy(Attachment, { id: In(ids) })).map((f) => [f.id, f]));
  const of = (files: Draft['attachments'], kind: string) =>
    files.filter((file) => file.kind === kind).flatMap(({ id }) => stored.get(id) ?? []);
  const told = (files: Attachment[]) => files.map((f) => `${f.name}|${f.sha256}`).sort();
  const names = (files: Attachment[]) => files.map((file) => file.name).join('、');
  return [...new Set([...theirs, ...mine].map((file) => file.kind))].flatMap((kind) => {
    const [was, is] = [of(theirs, kind), of(mine, kind)];
    const isSame = canonicalJson(told(was)) === canonicalJson(told(is));
    return isSame ? [] : [{ kind, theirs: names(was), mine: names(is) }];
  });
}
