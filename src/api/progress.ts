import type { Logger } from 'pino';
import { refuse } from '../errors';
import type { Route } from '../route';
import { problemOf, toRefused } from './http';

const LINES = 'application/x-ndjson';
/** So often a line says how far it has come, at most. */
const EVERY_MS = 200;

/**
 * Does something that takes long. Whoever asks for `application/x-ndjson` is told how far it has come, a
 * line each, `{"done", "total"}`, and at the end `{"result"}` or `{"problem"}`; everybody else gets the
 * answer alone. Where the one who asked is gone, it ends.
 * @param work says how far it has come
 */
export async function withProgress<T>(
  log: Logger,
  { req, res, requestId }: Pick<Parameters<Route['handle']>[0], 'req' | 'res' | 'requestId'>,
  work: (say: (done: number, total: number) => void) => Promise<T>,
): Promise<T | undefined> {
  const inLines = req.accepts(['json', LINES]) === LINES;
  let saidAt = 0;
  const write = (line: object) => res.write(`${JSON.stringify(line)}\n`);
  const say = (done: number, total: number) => {
    if (res.destroyed) throw new Error('who asked is gone');
    const now = Date.now();
    if (!inLines || (done < total && now - saidAt < EVERY_MS)) return;
    saidAt = now;
    if (!res.headersSent) res.status(200).set('X-Accel-Buffering', 'no').type(LINES);
    write({ done, total });
  };
  try {
    const result = await work(say);
    if (!res.headersSent) return result;
    write({ result });
  } catch (error) {
    // before the first line the refusal has a status of its own
    if (!res.headersSent || res.destroyed) throw error;
    const refused = toRefused(error) ?? refuse('E-00-50');
    if (refused.status >= 500) log.error({ err: error, requestId }, 'request failed');
    write({ problem: problemOf(refused, requestId) });
  }
  res.end();
  return undefined;
}
