import { createTokens, type Settings, setting } from '../tokens';
import type { PlatformName } from './contract';
import type { Delivered } from './server';

/** Brings acknowledgements to our API, logged in as the platform's own client. */
export function deliverTo(settings: Settings) {
  const tokens = createTokens(settings);
  return async (
    platform: PlatformName,
    idempotencyKey: string,
    acknowledgement: unknown,
  ): Promise<Delivered> => {
    const base = setting(settings, 'PUBLIC_URL');
    const token = await tokens.of(`platform-${platform.toLowerCase()}`);
    const url = `${base}/api/pushes/${encodeURIComponent(idempotencyKey)}/acknowledgement`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(acknowledgement),
    });
    const text = await response.text();
    return { status: response.status, body: jsonOf(text) };
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
