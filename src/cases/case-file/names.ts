import type { EntityManager } from 'typeorm';
import type { CaseFile, Decision } from '../../entities';
import type { Labels } from '../../models/read';
import { organisationNames } from '../../records/directory';
import { label } from '../../wording/labels';
import type { EventRow } from './events';

/** The name of an organisation by its id, as the case file shows it. */
export type NameOf = (organisation: string) => string;

/** Names of all organisations that a case file speaks of; an unknown one goes by its id. */
export async function namesOf(
  db: EntityManager,
  labels: Labels,
  file: CaseFile,
  decisions: Decision[],
  events: EventRow[],
): Promise<NameOf> {
  const names = await organisationNames(db, [
    ...Object.values(file.parties),
    ...decisions.map((d) => d.organisation),
    ...events.map((e) => e.organisation),
  ]);
  // people and programs that act for themselves are no organisation: they go by their own name
  for (const e of events)
    if (names.get(e.organisation) === e.organisation && e.organisation.startsWith('person-'))
      names.set(e.organisation, e.actor_name);
  return (id) => {
    const name = names.get(id) ?? id;
    return name === id ? label(labels, 'organisations', id) : name;
  };
}
