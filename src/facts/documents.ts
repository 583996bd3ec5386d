import type { EntityManager } from 'typeorm';
import type { Vault } from '../domain/crypto';
import type { CaseFile } from '../entities';
import { Organisation } from '../entities';
import { startFormOf } from '../models/start-form';
import { joinPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';
import type { DOCUMENT, Told } from './catalog';
import { resolveReferences } from './references';
import { supportingRules } from './submission';

/**
 * What a document's wording decision may use: the case, what its fields refer to, its parties by
 * name, its deadlines, and what the supporting decisions say.
 */
export async function documentFacts(
  { db, vault }: { db: EntityManager; vault: Vault },
  release: ReleaseView,
  file: CaseFile,
  now: Date,
): Promise<Record<string, unknown>> {
  const parties: Record<string, unknown> = {};
  for (const [role, id] of Object.entries(file.parties)) {
    const organisation = await db.findOneBy(Organisation, { id });
    parties[role] = organisation ?? { id, name: id };
  }
  const deadlines: { key: string; n: number | null; started_at: Date; due_at: Date }[] =
    await db.query(
      'select key, n, started_at, due_at from deadline where case_id = $1 and round = $2 order by started_at',
      [file.id, file.round],
    );
  const process = release.models.processes[file.processId];
  const form = startFormOf(release.models, file.processId);
  const facts = {
    case: {
      id: file.id,
      number: file.number,
      title: file.title,
      round: file.round,
      status: file.status,
    },
    data: file.data,
    parties,
    refs: form
      ? await resolveReferences(form, joinPersonalData(file, vault), { db, vault, now })
      : {},
    deadlines: Object.fromEntries(
      deadlines.map((d) => [
        d.key,
        { n: d.n, startedAt: d.started_at.toISOString(), dueAt: d.due_at.toISOString() },
      ]),
    ),
  };
  const rules = process ? await supportingRules(release, process, facts) : {};
  return { ...facts, rules } satisfies Told<typeof DOCUMENT>;
}
