import { z } from 'zod';
import { authorization, jsonIn, missing } from './answer';
import type { Platform } from './platform';

const text = z.string().min(1).max(600);

/** A page of what a platform has. */
const pageSchema = z.object({
  items: z
    .array(
      z.object({
        key: text,
        version: z.number().int().positive(),
        hash: z.string().max(128).describe('SHA-256 of what it keeps of the record, RFC 8785'),
      }),
    )
    .max(10_000),
  next: text.nullable(),
});

/** A page of 1,000 is some 150 KB. */
const LONGEST_PAGE = 4 * 1024 * 1024;

/**
 * Asks a platform for a page of the list of what it has: `GET <url>?prefix=…&limit=…&after=…`.
 * @throws Error where it gives none
 */
export async function listPage(
  platform: Platform,
  { prefix, after, limit }: { prefix: string; after: string | null; limit: number },
  timeoutMs: number,
): Promise<z.infer<typeof pageSchema>> {
  const url = new URL(platform.url);
  url.searchParams.set('prefix', prefix);
  url.searchParams.set('limit', String(limit));
  if (after) url.searchParams.set('after', after);
  let body: unknown;
  try {
    const response = await fetch(url, {
      redirect: 'error',
      headers: { Accept: 'application/json', ...authorization(platform) },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`HTTP_${response.status}`);
    }
    body = await jsonIn(response, LONGEST_PAGE);
  } catch (error) {
    const { problem, detail } = missing(error);
    throw new Error(`no list from the platform: ${problem} ${detail}`);
  }
  const parsed = pageSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`no list from the platform: ${issue?.path.join('.')} ${issue?.message}`);
}
