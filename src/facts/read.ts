import type { Deps } from '../deps';
import type { CaseFile } from '../entities';
import { asRead, readsOfDecision } from '../models/feel';
import { startFormOf } from '../models/start-form';
import { joinPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';
import { caseFacts } from './case';
import { factsAnew } from './recheck';
import { resolveReferences } from './references';
import type { Facts } from './submission';

/** Facts of a submission (docs/developers.md, "Facts") that are known only with all the others. */
const SUBMISSION = [
  'flow',
  'attachments',
  'applicant',
  'duplicates',
  'related',
  'round',
  'firstSubmitted',
  'today',
  'rules',
];

/**
 * The facts of a case that a decision reads, as of now: those that every other decision about it sees,
 * under the same names (`data`, `case`, `refs`, …), and nothing else. What no expression reads is not
 * even looked up. A case that nobody submitted has only `data` and `case`.
 * @param decisionId a decision of the release
 * @returns personal data in it is masked
 */
export async function factsRead(
  deps: Pick<Deps, 'db' | 'clock' | 'people' | 'vault'>,
  release: ReleaseView,
  file: CaseFile,
  decisionId: string,
): Promise<Facts> {
  const reads = readsOfDecision(release.models, decisionId);
  const form = startFormOf(release.models, file.processId);
  if (form && SUBMISSION.some((name) => reads.has(name)))
    return asRead(await factsAnew(deps, release, file), reads) as Facts;
  const db = deps.db.manager;
  const now = await deps.clock.now();
  const all: Facts = { data: file.data };
  if (reads.has('case')) all.case = await caseFacts(db, file, now);
  if (form && reads.has('refs'))
    all.refs = await resolveReferences(form, joinPersonalData(file, deps.vault), {
      ...{ db, now, vault: deps.vault },
    });
  return asRead(all, reads) as Facts;
}
