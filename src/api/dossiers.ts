import { z } from 'zod';
import { dossier, notePersonViewed, type Subject } from '../cases/dossier';
import { caseCursors } from '../cases/visibility';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { toShanghaiIso } from '../domain/working-days';
import { defineRoute, type Route } from '../route';
import { after, next } from './after';

const coded = z.object({ code: z.string(), label: z.string() });

const answer = z.object({
  next,
  key: z.string(),
  title: z.string(),
  total: z.number().describe('可见的案件数'),
  cases: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      process: z.string(),
      flow: z.string(),
      title: z.string(),
      status: z.string(),
      createdAt: z.string(),
      closedAt: z.string().nullable(),
    }),
  ),
  uses: z
    .array(z.object({ use: z.string(), allowed: z.boolean(), reason: z.string() }))
    .describe('今天可以用于什么，不可以的说明理由'),
  entries: z
    .array(
      z.object({
        library: z.string(),
        kind: z.string(),
        key: z.string(),
        status: coded,
        marks: z.array(coded),
        counts: z.boolean().describe('政务服务网可提取，计入资质'),
        why: z.string(),
        versions: z.array(
          z.object({
            version: z.number(),
            status: coded,
            from: z.string(),
            case: z.string().nullable(),
          }),
        ),
      }),
    )
    .describe('所列案件写入库的现行记录'),
});

/** The files of projects, enterprises and people. */
export function dossierRoutes(deps: Deps): Route[] {
  const query = z.object({ after: after(caseCursors) });
  return [
    defineRoute({
      ...{ method: 'get', path: '/api/projects/{project}', summary: '项目档案', query, answer },
      permission: 'person',
      params: z.object({ project: z.string().max(100) }),
      handle: ({ params, query, caller }) =>
        present(deps, caller, { kind: 'project', key: params.project }, query.after),
    }),
    defineRoute({
      ...{
        method: 'get',
        path: '/api/enterprises/{enterprise}',
        summary: '企业档案',
        query,
        answer,
      },
      permission: 'person',
      params: z.object({ enterprise: z.string().max(100) }),
      handle: ({ params, query, caller }) =>
        present(deps, caller, { kind: 'enterprise', key: params.enterprise }, query.after),
    }),
    defineRoute({
      ...{ method: 'get', path: '/api/people/{person}', summary: '人员档案', query, answer },
      permission: 'person',
      params: z.object({ person: z.string().max(100) }),
      handle: async ({ params, query, caller, requestId }) => {
        const file = await present(
          deps,
          caller,
          { kind: 'person', key: params.person },
          query.after,
        );
        await notePersonViewed(deps, caller, file.key, requestId);
        return file;
      },
    }),
  ];
}

async function present(
  deps: Deps,
  caller: Caller,
  subject: Subject,
  from: string[] | undefined,
): Promise<z.infer<typeof answer>> {
  const { cases, entries, kind: _kind, ...file } = await dossier(deps, caller, subject, from);
  return {
    ...file,
    cases: cases.map(({ id, number, processId, flow, title, status, createdAt, closedAt }) => {
      return {
        ...{ id, number, process: processId, flow, title, status },
        createdAt: toShanghaiIso(createdAt),
        closedAt: closedAt && toShanghaiIso(closedAt),
      };
    }),
    entries: entries.map(({ data: _data, shownAs: _shown, versions, ...entry }) => {
      return {
        ...entry,
        versions: versions.map(({ version, status, from, case: by }) => {
          return { version, status, from: toShanghaiIso(new Date(from)), case: by?.number ?? null };
        }),
      };
    }),
  };
}
