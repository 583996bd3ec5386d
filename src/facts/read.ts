import type { Deps } from '../deps';
import type { CaseFile } from '../entities';
import { asRead, readsOfDecision } from '../models/feel';
import { startFormOf } from '../models/start-form';
import type { ReleaseView } from '../records/releases';
import { caseFacts } from './case';
import { factsAnew } from './recheck';
import type { Facts } from './submission';

/** The names under which decisions are told facts of a submission (docs/developers.md, "Facts"). */
const SUBMISSION = [
  'flow',
  'attachments',
  'refs',
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
  const isSubmitted = startFormOf(release.models, file.processId) !== undefined;
  const asksSubmission = SUBMISSION.some((name) => reads.has(name));
  if (!asksSubmission || !isSubmitted) {
    const all: Facts = { data: file.data };
    if (reads.has('case'))
      all.case = await caseFacts(deps.db.manager, file, await deps.clock.now());
    return asRead(all, reads) as Facts;
  }
  return asRead(await factsAnew(deps, release, file), reads) as Facts;
}
