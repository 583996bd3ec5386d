import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { resolveReferences } from '../facts/references';
import { submissionFacts } from '../facts/submission';
import type { ProcessModel } from '../models/read';
import { startFormOf } from '../models/start-form';
import type { ReleaseView } from '../records/releases';

/** What something can be used for today, in words (Chinese). */
export interface Use {
  use: string;
  allowed: boolean;
  reason: string;
}

/**
 * What a thing can be used for today, e.g. a person, by the decisions that processes about it name
 * (process property `uses`): told the facts of a submission in which nothing but the subject is filled
 * in. A process whose subject does not find the thing in the record says nothing.
 * @param key what the process calls its subject, in its normal form
 */
export async function usesOf(
  deps: Pick<Deps, 'db' | 'clock' | 'vault'>,
  release: ReleaseView,
  caller: Caller,
  key: string,
): Promise<Use[]> {
  const telling = Object.values(release.models.processes).filter(({ uses }) => uses.length > 0);
  const told = await Promise.all(
    telling.map((process) => usesBy(deps, release, caller, process, key)),
  );
  return told.flat();
}

async function usesBy(
  { db, clock, vault }: Pick<Deps, 'db' | 'clock' | 'vault'>,
  release: ReleaseView,
  caller: Caller,
  { id, flow, uses, subject }: ProcessModel,
  key: string,
): Promise<Use[]> {
  const form = startFormOf(release.models, id);
  const [field] = subject;
  const last = uses.at(-1);
  if (!form || !field || !last) return [];
  const masked = { [field]: key };
  const refs = await resolveReferences(form, masked, {
    ...{ db: db.manager, vault, now: await clock.now() },
  });
  if ((refs[field] as { found?: boolean } | undefined)?.found !== true) return [];
  const entered = { masked, refs, attachmentKinds: [] };
  const history = { round: 1, duplicates: 0, case: null, related: [] };
  const asked = { id, flow, facts: uses };
  const { rules } = await submissionFacts({ db, clock }, release, asked, entered, caller, history);
  return [(rules as Record<string, unknown>)[last] ?? []].flat() as Use[];
}
