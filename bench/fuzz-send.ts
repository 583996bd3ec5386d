import { Agent, request } from 'node:http';
import { createTokens, type Settings, setting, type Tokens } from '../stand-in/tokens';
import type { Body } from './fuzz-bodies';

/** A request as it goes out. */
export interface Outgoing {
  method: string;
  path: string;
  body?: Body | undefined;
}

/** What came back; status 0 where the connection broke without an answer. */
export interface Answer {
  status: number;
  text: string;
}

/** Sends requests as people. */
export interface Client {
  api: string;
  tokens: Tokens;
  send(who: string, request: Outgoing): Promise<Answer>;
}

/** How long an answer may take, milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * A client of the API of a stack. Each person comes from an address of their own, as the limit on
 * requests from one address would else count them as one; only Linux has them all without being asked.
 */
export function createClient(settings: Settings): Client {
  const { port } = new URL(setting(settings, 'PUBLIC_URL'));
  const tokens = createTokens(settings);
  const agents = new Map<string, Agent>();
  const agentOf = (who: string) => {
    const known = agents.get(who);
    if (known) return known;
    const own = { localAddress: `127.0.0.${agents.size + 11}` };
    const agent = new Agent({ keepAlive: true, ...(process.platform === 'linux' && own) });
    agents.set(who, agent);
    return agent;
  };
  return {
    api: `http://127.0.0.1:${port}`,
    tokens,
    async send(who, { method, path, body }) {
      const authorization = `Bearer ${await tokens.of(who)}`;
      const headers = {
        authorization,
        ...(body && { 'content-type': body.type ?? 'application/json' }),
        ...(body?.encoding && { 'content-encoding': body.encoding }),
      };
      const agent = agentOf(who);
      return new Promise((resolve, reject) => {
        const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent });
        outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error('no answer in time')));
        outgoing.on('response', (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            resolve({ status: response.statusCode ?? 0, text });
          });
        });
        outgoing.on('error', (error: NodeJS.ErrnoException) => {
          // refused in the middle of a body that was too long: the connection is closed
          if (/^(EPIPE|ECONNRESET)$/.test(error.code ?? '')) resolve({ status: 0, text: '' });
          else reject(error);
        });
        outgoing.end(body?.content);
      });
    },
  };
}
