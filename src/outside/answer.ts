import type { ReadableStream } from 'node:stream/web';

/** Why an outside platform gave no answer that says anything. */
export interface Missing {
  problem: 'UNREACHABLE' | 'TIMEOUT' | 'NONSENSE' | `HTTP_${number}`;
  detail: string;
}

/** Longest answer that is read, characters. */
const LONGEST_ANSWER = 64 * 1024;

/** What went wrong while an outside platform was called. */
export function missing(error: unknown): Missing {
  const { name, message, cause } = error as Error;
  const detail = cause instanceof Error ? cause.message : message;
  return { problem: name === 'TimeoutError' ? 'TIMEOUT' : 'UNREACHABLE', detail };
}

/** The header that an outside platform knows us by, where it wants one. */
export const authorization = ({ token }: { token?: string }): Record<string, string> =>
  token ? { Authorization: `Bearer ${token}` } : {};

/** The text of an answer; undefined for one that is too long to be read. */
export async function textIn(
  response: Response,
  longest = LONGEST_ANSWER,
): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of (response.body as ReadableStream<Uint8Array> | null) ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longest) return undefined;
  }
  return text;
}

/** The JSON of an answer; undefined for any other, and for one that is too long to be read. */
export async function jsonIn(response: Response, longest = LONGEST_ANSWER): Promise<unknown> {
  const text = await textIn(response, longest);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
