import type { EntityManager } from 'typeorm';

/** A publication, and how far the engine has followed. */
export interface PublicationRow {
  id: string;
  at: Date;
  person: string;
  why: string;
  days: { date: string; kind: string; name: string }[];
  moved: number;
  waiting: number;
  /** deadlines that were left as they were: at once, or because the engine could not follow */
  left: { caseId: string; caseNumber: string; key: string; reason: string }[];
}

/** The newest publications of the calendar. */
export function publications(db: EntityManager, limit: number): Promise<PublicationRow[]> {
  return db.query(
    `select p.id, p.at, p.person, p.why, p.preview->'days' as days,
       (select count(*)::int from deadline_move m
        where m.publication_id = p.id and m.state = 'MOVED') as moved,
       (select count(*)::int from deadline_move m
        where m.publication_id = p.id and m.state = 'WAITING') as waiting,
       coalesce((select jsonb_agg(jsonb_build_object('caseId', u->>'caseId',
           'caseNumber', u->>'caseNumber', 'key', u->>'key', 'reason', u->>'reason'))
         from jsonb_array_elements(p.preview->'unsafe') u), '[]')
       || coalesce((select jsonb_agg(jsonb_build_object('caseId', c.id, 'caseNumber', c.number,
           'key', d.key, 'reason', m.reason))
         from deadline_move m join case_file c on c.id = m.case_id
         join deadline d on d.id = m.deadline_id
         where m.publication_id = p.id and m.state = 'LEFT'), '[]') as left
     from calendar_publication p order by p.at desc limit $1`,
    [limit],
  );
}
