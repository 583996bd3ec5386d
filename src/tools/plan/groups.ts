import type { Replay, ReplayGroup } from '../../domain/plan';
import type { Change } from './outcomes';

const EXAMPLES = 5;

/** Of which case a judgement was, as the groups name it. */
export interface Subject {
  /** what counts once in a group */
  id: string;
  caseNumber: string;
  flow: string;
  authority: string;
}

/** Collects what comes out otherwise, by flow, authority and kind; each case counts once in a group. */
export class Groups {
  readonly #groups = new Map<string, ReplayGroup & { ids: Set<string> }>();
  readonly #notReplayed = new Map<string, number>();

  add({ id, caseNumber, flow, authority }: Subject, { kind, before, after }: Change): void {
    const key = JSON.stringify([flow, authority, kind]);
    const group = this.#groups.get(key) ?? {
      ...{ flow, authority, kind, count: 0, examples: [], ids: new Set<string>() },
    };
    this.#groups.set(key, group);
    if (group.ids.has(id)) return;
    group.ids.add(id);
    group.count += 1;
    if (group.examples.length < EXAMPLES) group.examples.push({ caseNumber, before, after });
  }

  /** Counts what could not be replayed, by its reason in Chinese. */
  notReplayed(reason: string, count = 1): void {
    if (count > 0) this.#notReplayed.set(reason, (this.#notReplayed.get(reason) ?? 0) + count);
  }

  /** The largest groups and reasons first. */
  result(): Pick<Replay, 'groups' | 'notReplayed'> {
    const groups = [...this.#groups.values()]
      .map(({ ids: _, ...group }) => group)
      .sort((a, b) => b.count - a.count || JSON.stringify(a).localeCompare(JSON.stringify(b)));
    const notReplayed = [...this.#notReplayed]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count);
    return { groups, notReplayed };
  }
}
