import { z } from 'zod';
import type { Deps } from '../../deps';
import { Release } from '../../entities';
import { refuse } from '../../errors';
import { defineRoute, type Route } from '../../route';
import { formViewerPath, formViewerScript, proofWorkerPath, proofWorkerScript } from '../../web';

/** What pages load: the scripts that are bundled here, and the diagrams of a release. */
export function assetRoutes(deps: Deps): Route[] {
  return [
    scriptRoute(formViewerPath, formViewerScript),
    scriptRoute(proofWorkerPath, proofWorkerScript),
    diagramRoute(deps),
  ];
}

function scriptRoute(path: string, script: () => Promise<Buffer>): Route {
  return defineRoute({
    method: 'get',
    path,
    summary: '页面脚本',
    permission: 'public',
    async handle({ res }) {
      res
        .type('text/javascript')
        .set('Cache-Control', 'public, max-age=3600')
        .send(await script());
      return undefined;
    },
  });
}

function diagramRoute(deps: Deps): Route {
  return defineRoute({
    method: 'get',
    path: '/models/{release}/{file}',
    summary: '某次发布的流程图（BPMN）',
    permission: 'person',
    params: z.object({
      release: z.coerce.number().int().positive(),
      file: z.string(),
    }),
    async handle({ params, res }) {
      const isKnown = await deps.db.getRepository(Release).existsBy({ id: params.release });
      if (!isKnown) throw refuse('E-00-22');
      const release = await deps.releases.byId(params.release);
      const model = release.models.processes[params.file.replace(/\.bpmn$/, '')];
      const resource = release.resources.find((r) => r.name === model?.file);
      if (!resource) throw refuse('E-00-22');
      res.type('application/xml');
      res.send(resource.content);
      return undefined;
    },
  });
}
