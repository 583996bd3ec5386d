import type { Deps } from '../../deps';
import { PUBLIC } from '../../domain/identity';
import type { Publicity } from '../../entities';
import type { FormModel, ProcessModel } from '../../models/read';

/** A way in that a public page offers. */
export interface Door {
  label: string;
  href: string;
}

/** Objections while it is not stored, complaints always: whatever its process names for them. */
export async function doorsOf(
  deps: Pick<Deps, 'releases'>,
  { id, processId, state }: Publicity,
): Promise<Door[]> {
  const { models } = await deps.releases.current();
  const { publicObjection, publicComplaint } = models.processes[processId]?.properties ?? {};
  const targets = [state === 'STORED' ? undefined : publicObjection, publicComplaint];
  return [...new Set(targets)]
    .flatMap((target) => models.processes[target ?? ''] ?? [])
    .map((process) => ({ label: process.name, href: `/public/submit/${process.id}?of=${id}` }));
}

/** Processes open to everyone that are not about a publicity. */
export async function generalDoors(deps: Pick<Deps, 'releases'>): Promise<Door[]> {
  const { models } = await deps.releases.current();
  return Object.values(models.processes)
    .filter(({ submitters }) => submitters.some((role) => PUBLIC.roles.includes(role)))
    .filter((process) => !needsPublicity(process, models.forms))
    .map(({ id, name }) => ({ label: name, href: `/public/submit/${id}` }));
}

function needsPublicity({ startForm }: ProcessModel, forms: Record<string, FormModel>): boolean {
  const fields = forms[startForm ?? '']?.components ?? [];
  return fields.some(
    ({ properties, validate }) =>
      /\bpublicity\b/.test(properties.ref ?? '') && validate.required === true,
  );
}
