import { createTokens, type Settings, setting } from './tokens';

/** Its account at the platform: client credentials, role `sharing-platform`. */
const CLIENT = 'sharing-platform';

/**
 * Plays the credit information sharing platform (信用信息共享平台): logs in by itself and pushes bad
 * credit that another department decided, over HTTP.
 * @param settings of the platform, as `runtime.json` names them
 * @param data fields of the start form of `zj-bad-credit`
 * @returns status and body of the platform's answer
 */
export async function pushBadCredit(
  settings: Settings,
  data: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const token = await createTokens(settings).of(CLIENT);
  const response = await fetch(`${setting(settings, 'PUBLIC_URL')}/api/cases/zj-bad-credit`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
