import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { RefusedError, refusalsOf, refuse } from '../errors';
import { submissionFacts } from '../facts/submission';
import { fieldRefusals } from '../forms/check';
import { type Door, doorOf } from '../models/door';
import { type OtherWay, otherWay } from '../models/other-way';
import { splitPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';
import { aboutField } from './about-field';
import { maySubmit } from './check';
import { checkStartForm } from './entered';

/** What the decision of a door says. */
interface Answer {
  /** the flow that fits, as `otherWay` reads it */
  useInstead?: string | null;
  /** requirement id of the step that it begins with */
  step?: string | null;
  code?: string | null;
}

/** The flow that fits, and the step of the requirements that it begins with. */
export type Way = OtherWay & { step: string };

/**
 * Looks up a door that the caller may use: one to a flow that they may submit to.
 * @throws E-00-22 where there is none, E-00-21 where all of its flows are for others
 */
export function requireDoor(release: ReleaseView, id: string, caller: Caller): Door {
  const door = doorOf(release.models, id);
  if (!door) throw refuse('E-00-22');
  if (!door.flows.some((process) => maySubmit(process, caller))) throw refuse('E-00-21');
  return door;
}

/**
 * Says which flow a matter goes through, by the decision of the door: on the same facts as a submission.
 * Stores nothing.
 * @throws RefusedError 422 with what the form, or the decision, refuses
 */
export async function askDoor(
  deps: Deps,
  release: ReleaseView,
  { id, form }: Door,
  caller: Caller,
  data: Record<string, unknown>,
): Promise<Way> {
  const { models } = release;
  const checked = await checkStartForm(deps, release, form, data, caller);
  if (checked.errors.length > 0) throw new RefusedError(422, fieldRefusals(checked.errors));
  const { data: masked } = splitPersonalData(form, checked.accepted, deps.vault);
  const facts = await submissionFacts(
    deps,
    release,
    { id, facts: [] },
    { masked, refs: checked.refs, attachmentKinds: [] },
    caller,
    { round: 1, duplicates: 0, case: null, related: [] },
  );
  const answer = (await release.evaluate(id, facts)).output as Answer | null;
  const wayOf = (entry: string) => otherWay(models, entry, masked);
  const refusals = refusalsOf(answer, wayOf);
  const worded = { form, labels: models.labels };
  if (refusals.length > 0)
    throw new RefusedError(
      422,
      refusals.map((one) => aboutField(worded, masked, one)),
    );
  if (!answer?.useInstead) throw new Error(`${id} says nothing to what was asked at the door`);
  return { ...wayOf(answer.useInstead), step: answer.step ?? '' };
}
