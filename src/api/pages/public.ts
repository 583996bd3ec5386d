import { z } from 'zod';
import type { Deps } from '../../deps';
import { queryGrams } from '../../domain/grams';
import { organisationNames } from '../../records/directory';
import { listPublicity, type PublicRow } from '../../records/publicity';
import type { Route } from '../../route';
import { type PublicItem, renderPublicList, renderPublicRecord } from '../../web';
import { labelled } from '../../wording/labels';
import { definePage } from './page';
import { doorsOf, generalDoors } from './public-doors';
import { published } from './published';

const PAGE_SIZE = 20;
/** Seconds a page may be kept: by browsers, and by caches in front. */
const FRESH = 60;
const CACHE = `public, max-age=${FRESH}`;

const listQuery = z.object({
  list: z.enum(['running', 'stored']).default('running'),
  q: z
    .string()
    .max(100)
    .transform((text) => text.trim() || undefined)
    .optional(),
  after: z
    .string()
    .regex(/^\d{1,15}_[\da-f-]{36}$/)
    .optional(),
});

/** What is in publicity, and what is stored. */
export function publicListPage(deps: Deps): Route {
  return definePage({
    path: '/public',
    summary: '公示列表',
    permission: 'public',
    query: listQuery,
    cache: CACHE,
    async show({ query: { list, q, after } }) {
      const askedTooLittle = q !== undefined && queryGrams(q).length === 0;
      const page = { limit: PAGE_SIZE, after: cursor(after), asked: q };
      const found = askedTooLittle
        ? []
        : await listPublicity(deps.db, list, await deps.clock.now(), page);
      const rows = found.slice(0, PAGE_SIZE);
      const last = found.length > PAGE_SIZE ? rows.at(-1) : undefined;
      const href = (more: Record<string, string>) =>
        `/public?${new URLSearchParams({ list, ...(q ? { q } : {}), ...more })}`;
      return renderPublicList({
        isPublic: true,
        list,
        asked: q,
        askedTooLittle,
        items: await items(deps, rows),
        firstHref: after ? href({}) : undefined,
        nextHref: last && href({ after: `${moment(last).getTime()}_${last.id}` }),
        doors: await generalDoors(deps),
      });
    },
  });
}

/** One publicity. */
export function publicRecordPage(deps: Deps): Route {
  return definePage({
    path: '/public/{id}',
    summary: '一件公示',
    permission: 'public',
    params: z.object({ id: z.string() }),
    cache: CACHE,
    async show({ params }) {
      const found = await published(deps, params.id);
      const [item] = await items(deps, [found]);
      return renderPublicRecord({
        isPublic: true,
        item: item as PublicItem,
        lines: found.content,
        doors: await doorsOf(deps, found),
      });
    },
  });
}

async function items({ db, releases }: Deps, rows: PublicRow[]): Promise<PublicItem[]> {
  const { labels } = (await releases.current()).models;
  const names = await organisationNames(
    db,
    rows.map((row) => row.authority),
  );
  return rows.map((row) => {
    return {
      href: `/public/${row.id}`,
      title: row.title,
      number: row.number,
      subject: row.subject ?? undefined,
      authority: names.get(row.authority) ?? row.authority,
      state: labelled(labels, 'publicity', row.state),
      starts: row.starts,
      ends: row.ends,
      storedAt: row.state === 'STORED' ? (row.storedAt ?? undefined) : undefined,
    };
  });
}

function cursor(after: string | undefined) {
  const [at = '', id = ''] = after?.split('_') ?? [];
  return after ? { at: new Date(Number(at)), id } : undefined;
}

/** What a list is sorted by. */
function moment(row: PublicRow): Date {
  return row.state === 'STORED' && row.storedAt ? row.storedAt : row.starts;
}
