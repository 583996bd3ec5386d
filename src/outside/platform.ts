import type { Config } from '../config';
import { type Acknowledgement, acknowledgementSchema } from './acknowledgement';
import { authorization, jsonIn, type Missing, missing } from './answer';

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
  | Missing
  | { problem: 'LATER'; detail: string };

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
        ...authorization(platform),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await read(response);
  } catch (error) {
    return missing(error);
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
  const parsed = acknowledgementSchema.safeParse(await jsonIn(response));
  if (parsed.success) return { acknowledgement: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: 'NONSENSE', detail: `${issue?.path.join('.')} ${issue?.message}` };
}
