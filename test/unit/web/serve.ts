import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import helmet from 'helmet';
import { formViewerPath, formViewerScript, staticMappings } from '../../../src/web';

/** The policy the pages must live with: nothing inline, nothing from elsewhere. */
const directives = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'", 'data:'],
  'upgrade-insecure-requests': null,
};

/** Serves made pages with their assets under a strict policy; also answers made API paths. */
export async function servePages(
  pages: Record<string, () => string>,
  extend?: (app: express.Express) => void,
): Promise<{ url: string; close: () => Promise<void> }> {
  const app = express();
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives } }));
  for (const { path, folder } of staticMappings()) app.use(path, express.static(folder));
  app.get(formViewerPath, async (_request, response) => {
    response.type('js').send(await formViewerScript());
  });
  for (const [path, render] of Object.entries(pages)) {
    app.get(path, (_request, response) => {
      response.type('html').send(render());
    });
  }
  extend?.(app);
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
