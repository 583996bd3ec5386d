import { createTokens, type Settings, setting } from './tokens';

/** A record that the platform lets the network draw. */
export interface Drawn {
  kind: string;
  key: string;
  statusLabel: string;
  caseNumber: string;
  data: Record<string, unknown>;
}

/** Its account at the platform: client credentials, role `qualification-system`. */
const CLIENT = 'qualification-system';

/** What it asks before it accepts an application. */
const GATE = 'zj-gate-qualification';

/**
 * Plays the government service network (政务服务网), on which an enterprise applies for a qualification:
 * logs in by itself and draws what the platform lets it of an enterprise's entries, over HTTP, page by page.
 * @param settings of the platform, as `runtime.json` names them
 * @param enterprise unified social credit code
 * @param library e.g. `representative`, `personnel`
 * @throws Error with the platform's answer where it refuses
 */
export async function drawEntries(
  settings: Settings,
  enterprise: string,
  library = 'representative',
): Promise<Drawn[]> {
  const token = await createTokens(settings).of(CLIENT);
  const address = `${setting(settings, 'PUBLIC_URL')}/api/libraries/${library}/entries`;
  const drawn: Drawn[] = [];
  let after: string | null = null;
  do {
    const query: URLSearchParams = new URLSearchParams({ enterprise, ...(after ? { after } : {}) });
    const response = await fetch(`${address}?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    const page = (await response.json()) as { items: Drawn[]; next: string | null };
    drawn.push(...page.items);
    after = page.next;
  } while (after);
  return drawn;
}

/** What the platform's gate for qualifications answered. */
export interface GateSaid {
  passed: boolean;
  reasons: { code: string; zh: string; source: string }[];
}

/**
 * Asks the platform's gate before an application is accepted.
 * @param data fields of the gate's form
 * @throws Error with the platform's answer where the question itself is refused
 */
export async function askQualificationGate(settings: Settings, data: object): Promise<GateSaid> {
  const token = await createTokens(settings).of(CLIENT);
  const response = await fetch(`${setting(settings, 'PUBLIC_URL')}/api/gates/${GATE}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as GateSaid;
}
