import { z } from 'zod';
import { dossier, notePersonViewed, type Subject } from '../../cases/dossier';
import { caseCursors } from '../../cases/visibility';
import type { Deps } from '../../deps';
import { codeForm } from '../../domain/normal-form';
import type { Route } from '../../route';
import { renderDossier } from '../../web';
import { after } from '../after';
import { caseRows } from './case-rows';
import { definePage, frame } from './page';

const query = z.object({ after: after(caseCursors).catch(undefined) });

/** The file of a project. */
export function projectPage(deps: Deps): Route {
  return definePage({
    path: '/projects/{project}',
    summary: '项目档案',
    permission: 'person',
    params: z.object({ project: z.string().max(100) }),
    query,
    show: ({ params, query, caller }) =>
      page(deps, caller, { kind: 'project', key: params.project }, query.after),
  });
}

/** The file of an enterprise. */
export function enterprisePage(deps: Deps): Route {
  return definePage({
    path: '/enterprises/{enterprise}',
    summary: '企业档案',
    permission: 'person',
    params: z.object({ enterprise: z.string().max(100) }),
    query,
    show: ({ params, query, caller }) =>
      page(deps, caller, { kind: 'enterprise', key: params.enterprise }, query.after),
  });
}

/** The file of a person; each look at it is noted. */
export function personPage(deps: Deps): Route {
  return definePage({
    path: '/people/{person}',
    summary: '人员档案',
    permission: 'person',
    params: z.object({ person: z.string().max(100) }),
    query,
    show: async ({ params, query, caller, requestId }) => {
      const shown = await page(deps, caller, { kind: 'person', key: params.person }, query.after);
      await notePersonViewed(deps, caller, codeForm(params.person), requestId);
      return shown;
    },
  });
}

const PATHS = { project: '/projects', enterprise: '/enterprises', person: '/people' };

async function page(
  deps: Deps,
  caller: Parameters<typeof dossier>[1],
  subject: Subject,
  from: string[] | undefined,
): Promise<string> {
  const { next, cases, ...file } = await dossier(deps, caller, subject, from);
  const here = `${PATHS[file.kind]}/${encodeURIComponent(file.key)}`;
  return renderDossier({
    ...(await frame(deps, caller)),
    ...file,
    cases: await caseRows(deps, cases),
    firstHref: from ? here : undefined,
    nextHref: next ? `${here}?after=${encodeURIComponent(next)}` : undefined,
  });
}
