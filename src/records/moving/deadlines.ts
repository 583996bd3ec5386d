import type { EntityManager } from 'typeorm';
import type { LeftReason } from '../../domain/calendar-changes';
import { type Computed, periodOf } from '../../domain/deadlines';
import type { Calendar, DeadlineUnit } from '../../domain/working-days';
import type { Standing } from '../../engine';
import { Deadline, type DeadlineAsked } from '../../entities';
import { readsOfDecision } from '../../models/feel';
import { readCalendar } from '../calendar/days';
import { computedAnew, type usesReader, verdictOn } from '../calendar/preview';
import type { ReleaseView } from '../releases';

/** An open deadline of a case that goes on under another release, and what its rules make of it. */
export interface RecomputedDeadline {
  row: Deadline;
  /** `MOVES`, or why it keeps its end */
  verdict: 'MOVES' | LeftReason;
  /** where it moves */
  to: { computed: Computed; rule: Rule } | null;
}

/** A period by the rules of another release. */
type Rule = { unit: DeadlineUnit; asked: DeadlineAsked };

/**
 * Asks the tables of another release for the open deadlines of a case: the question that was asked when
 * each was computed, with the facts that were kept of it. One that comes out the same is not among them.
 * @param target the release whose tables are asked
 */
export async function recomputedDeadlines(
  tx: EntityManager,
  of: {
    caseId: string;
    standing: Standing;
    uses: ReturnType<typeof usesReader>;
    from: ReleaseView;
    target: ReleaseView;
    now: Date;
  },
): Promise<RecomputedDeadline[]> {
  const calendar = await readCalendar(tx);
  const others = await tx.find(Deadline, {
    where: { caseId: of.caseId },
    order: { startedAt: 'ASC', id: 'ASC' },
  });
  const found: RecomputedDeadline[] = [];
  for (const row of others) {
    const asked = await askAgain(tx, row, of);
    const to = typeof asked === 'string' ? null : endOf(calendar, row, asked);
    if (to?.computed.dueAt.getTime() === row.dueAt.getTime() && isReminded(row, to.computed))
      continue;
    const { standing, uses, now } = of;
    const anew = to?.computed ?? null;
    const verdict = await verdictOn(row, { others, standing, uses, anew, now });
    if (verdict === 'CLOSED') continue;
    // without a new end, the reason is why there is none
    const why = typeof asked === 'string' ? asked : verdict;
    found.push({ row, verdict: why, to: why === 'MOVES' ? to : null });
  }
  return found;
}

function isReminded(row: Deadline, { remindAt }: Computed): boolean {
  return row.remindAt?.getTime() === remindAt?.getTime();
}

/** @returns the rule that the other release has for it, or why there is none */
async function askAgain(
  tx: EntityManager,
  row: Deadline,
  { from, target }: { from: ReleaseView; target: ReleaseView },
): Promise<Rule | LeftReason> {
  const [asked]: { decisionId: string; facts: Record<string, unknown> }[] = await tx.query(
    `select decision_id as "decisionId", facts from engine_evaluation
     where instance_key = $1 and output ->> 'n' is not distinct from $2 and output ->> 'unit' = $3
     order by position desc limit 1`,
    [row.instanceKey, row.asked?.n?.toString() ?? null, row.unit],
  );
  if (!row.asked || !asked) return 'NOT_KEPT';
  const { decisionId, facts } = asked;
  if (!target.models.decisions[decisionId]) return 'NO_PERIOD';
  const before = readsOfDecision(from.models, decisionId);
  const isKnown = (name: string) => before.has(name) || Object.hasOwn(facts, name);
  if (![...readsOfDecision(target.models, decisionId).keys()].every(isKnown)) return 'NOT_KEPT';
  const { output } = await target.evaluate(decisionId, facts);
  const rule = (output ?? {}) as Record<string, unknown>;
  const period = periodOf(rule);
  if (!period) return 'NO_PERIOD';
  const { unit, ...days } = period;
  const remindBefore = (rule.remindBefore ?? null) as number | null;
  return { unit, asked: { ...row.asked, ...days, remindBefore } };
}

function endOf(calendar: Calendar, row: Deadline, rule: Rule): RecomputedDeadline['to'] {
  const computed = computedAnew(calendar, { ...row, ...rule });
  return computed && { computed, rule };
}
