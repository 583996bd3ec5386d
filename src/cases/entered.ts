import { isDeepStrictEqual } from 'node:util';
import type { Deps } from '../deps';
import { resolveReferences } from '../facts/references';
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
 * Fields that do not settle stay empty. An outside platform is asked once a number.
 * @throws E-00-57 where the form takes too long to be judged
 */
export async function checkStartForm(
  deps: Pick<Deps, 'db' | 'clock' | 'forms' | 'lookups'>,
  release: Pick<ReleaseView, 'models'>,
  form: FormModel,
  entered: Data,
): Promise<CheckedForm> {
  const now = await deps.clock.now();
  const ask = deps.lookups.onceEach();
  const checkWith = async (known: Data) => {
    const checked = await deps.forms.check(release.models.labels, form.schema, entered, known);
    const refs = checked.misbuilt
      ? {}
      : await resolveReferences(deps.db, form, checked.judged, now, ask);
    return { ...checked, refs, linked: linkedValues(form, refs, checked.judged) };
  };
  let known: Data = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    const checked = await checkWith(known);
    if (isDeepStrictEqual(checked.linked, known)) return checked;
    known = checked.linked;
  }
  return { ...(await checkWith({})), linked: {} };
}
