import type { Deps } from '../deps';
import { accountForm } from '../domain/normal-form';
import { fieldsAt, valueAt } from '../domain/paths';
import { type Refusal, refusal } from '../errors';
import type { FormModel } from '../models/read';

/** Somebody whom a form names, as the directory knows them now (fact `people`). */
export interface NamedPerson {
  /** where the name stands, e.g. `inspectors.0.account` */
  field: string;
  label: string;
  /** the login name, as accounts are called: without blanks around it, in small letters */
  user: string;
  /** there is such an account, and it is in use */
  found: boolean;
  organisations: string[];
  /** the row of the list that the field is in, or all that was entered */
  row: unknown;
}

/**
 * Looks up everybody who is named in a field with the component property `names` = `person`.
 * @param data what was entered; what is no text, or empty, is the form's business
 * @throws E-00-53 while Keycloak does not answer
 */
export async function namedPeople(
  { people }: Pick<Deps, 'people'>,
  form: FormModel | undefined,
  data: Record<string, unknown>,
): Promise<NamedPerson[]> {
  const fields = (form?.components ?? [])
    .filter(({ properties, path }) => path && properties.names === 'person')
    .flatMap(({ path = '', label }) =>
      fieldsAt(data, path).map(({ parts, value }) => ({ parts, value, label })),
    );
  const named = fields.map(async ({ parts, value, label }) => {
    const user = typeof value === 'string' ? accountForm(value) : '';
    if (!user) return [];
    const person = await people.find(user);
    const found = person?.enabled === true;
    const around = parts.slice(0, -1).join('.');
    const row = around ? valueAt(data, around) : data;
    const organisations = found ? person.organisations : [];
    return [{ field: parts.join('.'), label, user, found, organisations, row }];
  });
  return (await Promise.all(named)).flat();
}

/** Those of them whom nobody knows, as refusals. */
export function unknownPeople(named: NamedPerson[]): Refusal[] {
  return named
    .filter(({ found }) => !found)
    .map(({ field, label, user }) =>
      refusal('E-00-15', { field, zh: `${label}“${user}”`, en: `${field} "${user}"` }),
    );
}
