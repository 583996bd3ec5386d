import { connect } from 'node:net';

/** Throws with the reason when a part is not ready yet. */
export type Probe = () => Promise<void>;

/** Ready when the address answers 200 (and the body fits, where asked) to whoever `caller` says we are. */
export function httpProbe(
  url: string,
  fits: (body: string) => boolean = () => true,
  caller: () => Promise<Record<string, string>> = async () => ({}),
): Probe {
  return async () => {
    const response = await fetch(url, {
      headers: await caller(),
      signal: AbortSignal.timeout(5_000),
      redirect: 'manual',
    });
    const body = await response.text();
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
    if (!fits(body)) throw new Error(`${url} answers "${body.slice(0, 80)}"`);
  };
}

/** Alive when the address answers at all, be it that another part is away. */
export function answerProbe(url: string): Probe {
  return async () => {
    const response = await fetch(url, { redirect: 'manual' });
    await response.body?.cancel();
  };
}

/** The cause behind fetch's "fetch failed", in few words. */
export function reason(error: unknown): string {
  const cause = (error as { cause?: { code?: string } }).cause?.code;
  if (cause === 'ECONNREFUSED') return 'does not listen yet';
  return cause ?? (error instanceof Error ? error.message : String(error));
}

/** Whether something listens on a loopback port. */
export function isPortTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
