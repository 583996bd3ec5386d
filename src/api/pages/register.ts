import { z } from 'zod';
import { register } from '../../cases/register';
import type { Deps } from '../../deps';
import { registerCursors } from '../../records/register';
import type { Route } from '../../route';
import { renderRegister } from '../../web';
import { labelsOf } from '../../wording/labels';
import { after } from '../after';
import { definePage } from './page';

const PAGE_SIZE = 20;

/** What everybody may look up in the libraries: enterprises, people, projects, credit. */
export function registerPage(deps: Deps): Route {
  return definePage({
    path: '/public/register',
    summary: '公众查询',
    permission: 'public',
    query: z.object({
      list: z.string().max(40).optional().catch(undefined),
      q: z
        .string()
        .max(100)
        .transform((text) => text.trim() || undefined)
        .optional()
        .catch(undefined),
      after: after(registerCursors).catch(undefined),
    }),
    cache: 'public, max-age=60',
    async show({ query }) {
      const lists = labelsOf((await deps.releases.current()).models.labels, 'registers');
      const list = lists.find(({ code }) => code === query.list) ?? lists[0];
      const code = list?.code ?? '';
      const page = { limit: PAGE_SIZE, asked: query.q, after: query.after };
      const { lines, next } = await register(deps, code, page);
      const href = (more: Record<string, string> = {}, of = code) =>
        `/public/register?${new URLSearchParams({ list: of, ...(query.q ? { q: query.q } : {}), ...more })}`;
      return renderRegister({
        isPublic: true,
        ...{ list: code, asked: query.q, lines },
        title: list?.label ?? '',
        tabs: lists.map((one) => {
          return { ...one, href: href({}, one.code) };
        }),
        firstHref: query.after ? href() : undefined,
        nextHref: next ? href({ after: next }) : undefined,
      });
    },
  });
}
