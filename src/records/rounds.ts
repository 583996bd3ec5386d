import type { EntityManager } from 'typeorm';
import { Attachment } from '../entities';

/** What was handed in with a round of a case, and by whom. */
export interface Round {
  round: number;
  at: Date;
  /** name of the person */
  person: string;
  organisation: string;
  /** fields of the start form, personal data masked */
  data: Record<string, unknown>;
  attachments: HandedIn[];
  /** names of the personal data that is another than in the round before, however it looks masked */
  anew: string[];
}

/** A file that was handed in. */
export interface HandedIn {
  id: string;
  kind: string;
  name: string;
}

interface Event {
  at: Date;
  person: string;
  organisation: string;
  detail: {
    round?: number;
    after?: { data?: Record<string, unknown> };
    attachments?: { id: string; kind: string }[];
    anew?: string[];
  };
}

/**
 * The rounds of a case as they were handed in, oldest first, as the audit trail tells them.
 * @param from leaves out the rounds before this one
 */
export async function roundsOf(db: EntityManager, caseId: string, from = 1): Promise<Round[]> {
  const events: Event[] = await db.query(
    `select at, actor_name as person, organisation, detail from audit_event
     where chain = $1 and action in ('case.submitted', 'case.corrected')
       and coalesce((detail->>'round')::int, 1) >= $2 order by seq`,
    [`case:${caseId}`, from],
  );
  const files = await db.find(Attachment, {
    where: { caseId },
    select: { id: true, name: true },
  });
  const names = new Map(files.map(({ id, name }) => [id, name]));
  return events.map(({ at, person, organisation, detail }) => ({
    ...{ at, person, organisation, round: detail.round ?? 1 },
    data: detail.after?.data ?? {},
    attachments: (detail.attachments ?? []).map((file) => {
      return { ...file, name: names.get(file.id) ?? '' };
    }),
    anew: detail.anew ?? [],
  }));
}
