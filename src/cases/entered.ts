import { isDeepStrictEqual } from 'node:util';
import type { Deps } from '../deps';
import { actingOrganisation, type Caller, creditCodeOf } from '../domain/identity';
import { maskedReferences, plainReferences } from '../facts/references';
import type { FormCheck } from '../forms/check';
import { linkedValues } from '../forms/linked';
import type { FormModel } from '../models/read';
import type { ReleaseView } from '../records/releases';

type Data = Record<string, unknown>;

/** What a start form makes of what was entered. */
export interface CheckedForm extends FormCheck {
  /** what its fields refer to (fact `refs`) */
  refs: Data;
  /** what stands in its linked fields, each where it stands in the data */
  linked: Data;
}

/** A linked field may show or hide others, and these refer to something in turn. */
const ROUNDS = 4;

/**
 * Checks what was entered in a start form. Its linked fields take what the fields that refer to something
 * found, as read-only fields take what they were handed out with: nothing that was typed there gets in.
 * What a platform tells one organisation alone (signed statements) it tells the caller's own.
 * Fields that do not settle stay empty. An outside platform is asked once a number.
 * @throws E-00-57 where the form takes too long to be judged
 */
export async function checkStartForm(
  deps: Pick<Deps, 'db' | 'clock' | 'forms' | 'lookups' | 'vault'>,
  release: Pick<ReleaseView, 'models'>,
  form: FormModel,
  entered: Data,
  caller: Caller,
): Promise<CheckedForm> {
  const now = await deps.clock.now();
  const organisation = actingOrganisation(caller);
  const ask = deps.lookups.onceEach(organisation ? creditCodeOf(organisation) : null);
  const checkWith = async (known: Data) => {
    const checked = await deps.forms.check(release.models.labels, form.schema, entered, known);
    const { db, vault } = deps;
    const plain = checked.misbuilt
      ? {}
      : await plainReferences(form, checked.judged, { db, vault, now, ask });
    const linked = linkedValues(form, plain, checked.judged);
    return { ...checked, refs: maskedReferences(form, plain), linked };
  };
  let known: Data = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const checked = await checkWith(known);
    if (isDeepStrictEqual(checked.linked, known)) return checked;
    known = checked.linked;
  }
  return { ...(await checkWith({})), linked: {} };
}
