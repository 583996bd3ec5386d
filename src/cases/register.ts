import type { Deps } from '../deps';
import { valueAt } from '../domain/paths';
import { placeName } from '../domain/regions';
import { COMMON_REGISTER, type REGISTERED, type Told } from '../facts/catalog';
import { entryKinds, type PublicEntry, publicEntries, registerCursors } from '../records/register';
import { label } from '../wording/labels';

/** What of an entry everybody may look up, as the decision `common-register` says. */
interface Registered {
  /** code of the list in which it stands; null: in none */
  list: string | null;
  /** path of what it is called by */
  title: string;
  /** `as`: text, region, or the group of the labels that has words for the code */
  fields: { field: string; label: string; as: string }[];
}

/** A line of what everybody may look up. */
export interface RegisterLine {
  title: string;
  fields: { label: string; value: string }[];
  /** day on which it came to stand there so */
  day: string;
}

/**
 * What everybody may look up in the libraries now, newest first: entries that the decision
 * `common-register` of the release in force puts into the list, of each only what it names, none before
 * its time or after its end.
 */
export async function register(
  { db, releases, clock }: Pick<Deps, 'db' | 'releases' | 'clock'>,
  list: string,
  page: { limit: number; asked?: string | undefined; after?: string[] | undefined },
): Promise<{ lines: RegisterLine[]; next: string | null }> {
  const release = await releases.current();
  const known = await Promise.all(
    (await entryKinds(db)).map(async (kind) => {
      const facts = {
        library: kind.library,
        kind: kind.kind,
        status: kind.status,
      } satisfies Told<typeof REGISTERED>;
      const { output } = await release.evaluate(COMMON_REGISTER, facts);
      return { ...kind, shown: output as Registered | null };
    }),
  );
  const kinds = known.flatMap(({ shown, ...kind }) =>
    shown?.list === list
      ? [{ ...kind, shown, found: [shown.title, ...shown.fields.map(({ field }) => field)] }]
      : [],
  );
  const shownOf = ({ library, kind, status }: PublicEntry) =>
    kinds.find((one) => one.library === library && one.kind === kind && one.status === status);
  const asked = kinds.map(({ library, kind, status, found }) => {
    return { library, kind, status, found };
  });
  const found = await publicEntries(db, asked, await clock.now(), page);
  const shown = found.slice(0, page.limit);
  const last = found.length > page.limit ? shown.at(-1) : undefined;
  const words = (value: unknown, as: string): string => {
    const text = value === null || value === undefined ? '' : String(value);
    if (as === 'text' || !text) return text;
    return as === 'region' ? (placeName(text) ?? text) : label(release.models.labels, as, text);
  };
  return {
    lines: shown.flatMap((entry) => {
      const rule = shownOf(entry)?.shown;
      if (!rule) return [];
      const fields = rule.fields.map((one) => {
        return { label: one.label, value: words(valueAt(entry.data, one.field), one.as) };
      });
      return [
        {
          title: words(valueAt(entry.data, rule.title), 'text'),
          fields: fields.filter(({ value }) => value),
          day: entry.at.slice(0, 10),
        },
      ];
    }),
    next: last ? registerCursors.write([last.at, last.id]) : null,
  };
}
