import { performance } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { jsonProblem } from '../domain/json-shape';
import { Remembered } from '../domain/remembered';
import { authorization, jsonIn, type Missing, missing, textIn } from './answer';
import { NoStatement, statementFor } from './statement';

/** What an outside platform says of a number; `answered` false: nothing that can be relied on. */
export type Found =
  | { answered: true; found: true; data: Record<string, unknown> }
  | { answered: boolean; found: false };

/** Asks outside platforms for what they have under a number. */
export interface Lookups {
  /**
   * Asks each question once: for one submission, whose form is checked more than once.
   * @param asker the organisation (统一社会信用代码) it is asked for: a signed statement for another one
   *   says nothing to it
   */
  onceEach(asker: string | null): (platform: string, number: string) => Promise<Found>;
  /** How often each platform was asked by this process, and what came of it. */
  counts(): { platform: string; result: string; n: number }[];
}

/** So many answers are remembered at a time. */
const ANSWERS = 500;
/** A number is no longer than this; and one of nothing but dots would name another address. */
const NUMBER = /^(?!\.+$).{1,200}$/su;

/** The name of a platform in a form (`national-projects`) as the settings write it. */
const settingName = (platform: string) => platform.toUpperCase().replaceAll('-', '_');

/** Look-ups by the settings `LOOKUP_<NAME>_URL`, `LOOKUP_<NAME>_TOKEN`. */
export function createLookups(
  config: Pick<Config, 'LOOKUPS' | 'LOOKUP_TIMEOUT_SECONDS' | 'LOOKUP_REMEMBER_SECONDS'>,
  log: Pick<Logger, 'warn'>,
): Lookups {
  const counted = new Map<string, { platform: string; result: string; n: number }>();
  const remembered = new Remembered<Found>(ANSWERS);

  async function ask(platform: string, number: string, asker: string | null): Promise<Found> {
    const place = config.LOOKUPS[settingName(platform)];
    const answer = place
      ? await lookUp(place, number, asker, config.LOOKUP_TIMEOUT_SECONDS * 1000)
      : { problem: `LOOKUP_${settingName(platform)}_URL is not set`, detail: '' };
    const isMissing = 'problem' in answer;
    const result = isMissing ? 'UNANSWERED' : answer.found ? 'FOUND' : 'NOT_FOUND';
    const count = counted.get(`${platform} ${result}`) ?? { platform, result, n: 0 };
    counted.set(`${platform} ${result}`, { ...count, n: count.n + 1 });
    if (!isMissing) return answer;
    log.warn({ platform, ...answer }, 'an outside platform did not answer');
    return { answered: false, found: false };
  }

  async function askOrRemember(
    platform: string,
    number: string,
    asker: string | null,
  ): Promise<Found> {
    if (!NUMBER.test(number)) return { answered: true, found: false };
    const seconds = config.LOOKUP_REMEMBER_SECONDS;
    if (seconds === 0) return ask(platform, number, asker);
    const since = Math.floor(performance.now() / 1000 / seconds);
    const isKept = (found: Found) => (found.answered ? found : Promise.reject(found));
    return remembered
      .get(JSON.stringify([platform, number, asker, since]), async () =>
        isKept(await ask(platform, number, asker)),
      )
      .catch((found: Found) => found);
  }

  return {
    onceEach(asker) {
      const asked = new Map<string, Promise<Found>>();
      return (platform, number) => {
        const question = JSON.stringify([platform, number]);
        const answer = asked.get(question) ?? askOrRemember(platform, number, asker);
        asked.set(question, answer);
        return answer;
      };
    },
    counts: () => [...counted.values()],
  };
}

/**
 * Asks once: `GET <url>/<number>`. 200 brings a JSON object, or a signed statement where the settings
 * have the platform's keys; 404 says that there is none; any other answer, and none in time, says
 * nothing. Never throws.
 */
async function lookUp(
  platform: Config['LOOKUPS'][string],
  number: string,
  asker: string | null,
  timeoutMs: number,
): Promise<Found | Missing> {
  try {
    const url = `${platform.url.replace(/\/$/, '')}/${encodeURIComponent(number)}`;
    const response = await fetch(url, {
      redirect: 'error',
      headers: {
        Accept: platform.keys ? 'application/jwt' : 'application/json',
        ...authorization(platform),
      },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status, statusText } = response;
    if (status === 200) {
      if (!platform.keys) return read(await jsonIn(response));
      const said = await statementFor(asker, number, await textIn(response), platform.keys);
      return said ? read(said) : { answered: true, found: false };
    }
    await response.body?.cancel();
    if (status === 404) return { answered: true, found: false };
    return { problem: `HTTP_${status}`, detail: statusText };
  } catch (error) {
    if (error instanceof NoStatement) return { problem: 'NONSENSE', detail: error.message };
    return missing(error);
  }
}

/** An answer is an object whose values can be stored. */
function read(data: unknown): Found | Missing {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { problem: 'NONSENSE', detail: 'no JSON object, or too long' };
  const odd = jsonProblem(data);
  if (odd) return { problem: 'NONSENSE', detail: `${odd.kind} ${odd.path}` };
  return { answered: true, found: true, data: data as Record<string, unknown> };
}
