import type { DataSource } from 'typeorm';
import type { JudgementKind, Said } from '../../entities';

/** A case that is judged again. */
export interface PastCase {
  id: string;
  number: string;
  flow: string;
  processId: string;
  /** name of the organisation it was routed to; empty where it was to none so far */
  authority: string;
  createdAt: Date;
}

/** A judgement as it was kept (ADR 24). */
export interface PastJudgement {
  id: string;
  caseId: string | null;
  at: Date;
  kind: JudgementKind;
  asked: string[];
  processId: string;
  flow: string;
  releaseId: number;
  facts: Record<string, unknown>;
  said: Said[];
}

/** What a rule task of a case asked, as it was kept, and where in the case's diagrams it stands. */
export interface PastEvaluation {
  caseId: string;
  at: Date;
  processId: string;
  instanceKey: string;
  elementId: string;
  parentKey: string | null;
  parentProcessId: string | null;
  /** the call activity of the parent's diagram */
  calledBy: string | null;
  /** the call activity of the case's own diagram */
  rootElementId: string | null;
  /** of the release whose table it was */
  decisionKey: string;
  decisionId: string;
  output: unknown;
  facts: Record<string, unknown>;
}

const PAGE = 500;

/**
 * The newest cases, page by page, newest first.
 * @param last how many at most; null: all
 */
export async function* pastCases(db: DataSource, last: number | null): AsyncGenerator<PastCase[]> {
  let left = last ?? Number.POSITIVE_INFINITY;
  let before: { at: string; id: string } | null = null;
  while (left > 0) {
    const rows: (PastCase & { at: string })[] = await db.query(
      `select c.id, c.number, c.flow, c.process_id as "processId", c.created_at::text as at,
         c.created_at as "createdAt",
         coalesce(o.name, c.parties->>'authority', '') as authority
       from case_file c left join organisation o on o.id = c.parties->>'authority'
       where $1::timestamptz is null or (c.created_at, c.id) < ($1, $2)
       order by c.created_at desc, c.id desc limit $3`,
      [before?.at ?? null, before?.id ?? null, Math.min(PAGE, left)],
    );
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    left -= rows.length;
    before = end;
  }
}

const JUDGEMENT = `id, case_id as "caseId", at, kind, asked, process_id as "processId", flow,
  release_id as "releaseId", facts, said`;

/** Kept judgements of cases that were asked of these processes or decisions, oldest first. */
export function judgementsOf(
  db: DataSource,
  cases: string[],
  asked: string[],
): Promise<PastJudgement[]> {
  return db.query(
    `select ${JUDGEMENT} from judgement
     where case_id = any($1) and (asked && $2 or process_id = any($2)) order by at, id`,
    [cases, asked],
  );
}

/**
 * Refused submissions of which no case came, newest first.
 * @param since not those before; null: all
 */
export async function* refusedSubmissions(
  db: DataSource,
  processes: string[],
  since: Date | null,
): AsyncGenerator<PastJudgement[]> {
  let before: { at: string; id: string } | null = null;
  for (;;) {
    const rows: (PastJudgement & { exactly: string })[] = await db.query(
      `select ${JUDGEMENT}, at::text as exactly from judgement
       where case_id is null and asked && $1 and ($2::timestamptz is null or at >= $2)
         and ($3::timestamptz is null or (at, id) < ($3, $4))
       order by at desc, id desc limit ${PAGE}`,
      [processes, since, before?.at ?? null, before?.id ?? null],
    );
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    before = { at: end.exactly, id: end.id };
  }
}

/**
 * What rule tasks of cases asked, in order.
 * @param decisions of these only; null: of all
 */
export function evaluationsOf(
  db: DataSource,
  cases: string[],
  decisions: string[] | null,
): Promise<PastEvaluation[]> {
  return db.query(
    `select case_id as "caseId", at, process_id as "processId",
       instance_key as "instanceKey", element_id as "elementId", parent_key as "parentKey",
       parent_process_id as "parentProcessId", called_by as "calledBy",
       root_element_id as "rootElementId", decision_key as "decisionKey",
       decision_id as "decisionId", output, facts
     from case_evaluation
     where case_id = any($1) and ($2::text[] is null or decision_id = any($2))
     order by case_evaluation.position`,
    [cases, decisions],
  );
}

/** Of these cases, those of which nothing at all was kept. */
export async function withoutFacts(db: DataSource, cases: string[]): Promise<number> {
  const [row]: { n: number }[] = await db.query(
    `select count(*)::int as n from unnest($1::uuid[]) one(id)
     where not exists (select 1 from judgement where case_id = one.id)
       and not exists (select 1 from case_evaluation where case_id = one.id)`,
    [cases],
  );
  return row?.n ?? 0;
}
