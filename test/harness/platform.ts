import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as an outside platform got it. */
export interface Received {
  headers: IncomingHttpHeaders;
  key: string;
  body: Record<string, unknown>;
}

/** An outside platform of a test, over real HTTP. */
export interface OutsidePlatform {
  url: string;
  received: Received[];
  /** How it answers from now on. */
  answer(how: (request: Received, response: ServerResponse) => void): void;
  /** Nobody listens any more. */
  down(): Promise<void>;
  /** Somebody listens again, at the same address. */
  up(): Promise<void>;
}

/** Answers with a body of JSON. */
export const json =
  (status: number, body: unknown) =>
  (_request: Received, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

/** Starts one that accepts everything. */
export async function outsidePlatform(): Promise<OutsidePlatform> {
  const received: Received[] = [];
  let how = json(200, { accepted: true, receipt: 'R' });
  const server = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    const key = String(req.headers['idempotency-key']);
    const request = { headers: req.headers, key, body: JSON.parse(text) };
    received.push(request);
    how(request, res);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/in`,
    received,
    answer: (next) => {
      how = next;
    },
    async down() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    up: () => listen(port),
  };
}
