import type { ReadableStream } from 'node:stream/web';
import type { Config } from '../config';
import { type Acknowledgement, acknowledgementSchema } from './acknowledgement';

/** Longest answer that is read, characters. */
const LONGEST_ANSWER = 64 * 1024;

/** An outside platform as the settings know it. */
export interface Platform {
  url: string;
  /** sent as bearer token, where the platform wants one */
  token?: string;
}

/** A push as it goes out. */
export interface Outgoing {
  idempotencyKey: string;
  body: unknown;
  requestId: string;
}

/**
 * What came of sending: an acknowledgement, or why there is none. `LATER` is the platform's word
 * that it has the push and will acknowledge it by itself.
 */
export type Answer =
  | { acknowledgement: Acknowledgement }
  | {
      problem: 'UNREACHABLE' | 'TIMEOUT' | 'NONSENSE' | 'LATER' | `HTTP_${number}`;
      detail: string;
    };

/** The platform of a name that a model uses. @throws Error where no setting says where it is */
export function platformOf(config: Pick<Config, 'PLATFORMS'>, name: string): Platform {
  const platform = config.PLATFORMS[name];
  if (!platform) throw new Error(`PLATFORM_${name}_URL is not set`);
  return platform;
}

/** The Keycloak client by which a platform acknowledges: `NATIONAL` is `platform-national`. */
export function platformClient(name: string): string {
  return `platform-${name.toLowerCase().replaceAll('_', '-')}`;
}

/** Sends a push once. Never throws: whatever goes wrong is an answer that is missing. */
export async function sendOut(
  platform: Platform,
  { idempotencyKey, body, requestId }: Outgoing,
  timeoutMs: number,
): Promise<Answer> {
  try {
    const response = await fetch(platform.url, {
      method: 'POST',
      redirect: 'error',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': idempotencyKey,
        'X-Request-Id': requestId,
        ...(platform.token ? { Authorization: `Bearer ${platform.token}` } : {}),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await read(response);
  } catch (error) {
    const { name, message, cause } = error as Error;
    const detail = cause instanceof Error ? cause.message : message;
    return { problem: name === 'TimeoutError' ? 'TIMEOUT' : 'UNREACHABLE', detail };
  }
}

/** 2xx and 422 carry an acknowledgement, 202 promises one; any other status says nothing. */
async function read(response: Response): Promise<Answer> {
  const { status, ok } = response;
  if (status === 202 || (!ok && status !== 422)) {
    await response.body?.cancel();
    return status === 202
      ? { problem: 'LATER', detail: 'acknowledges later' }
      : { problem: `HTTP_${status}`, detail: response.statusText };
  }
  const text = await textOf(response);
  const parsed = acknowledgementSchema.safeParse(jsonOf(text));
  if (parsed.success) return { acknowledgement: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: 'NONSENSE', detail: `${issue?.path.join('.')} ${issue?.message}` };
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of (response.body as ReadableStream<Uint8Array> | null) ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST_ANSWER) return '';
  }
  return text;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
