import { API, token } from './client';

/** What the API tells somebody by Server-Sent Events, as it comes. */
export interface EventStream {
  /** The id of the next event of a name; those before it are passed over. */
  next(name: string): Promise<string>;
  close(): Promise<void>;
}

/** Listens to an address of the API as somebody. */
export async function listenTo(who: string, path: string): Promise<EventStream> {
  const ending = new AbortController();
  const response = await fetch(API + path, {
    headers: { Authorization: `Bearer ${await token(who)}` },
    signal: ending.signal,
  });
  if (!response.ok || !response.body) throw new Error(`${path}: ${response.status}`);
  const lines = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  return {
    async next(name) {
      for (;;) {
        const end = heard.indexOf('\n\n');
        if (end < 0) {
          const { value, done } = await lines.read();
          if (done) throw new Error(`${path} ended`);
          heard += value;
          continue;
        }
        const block = heard.slice(0, end);
        heard = heard.slice(end + 2);
        if (block.includes(`event: ${name}`)) return /^id: (.*)$/m.exec(block)?.[1] ?? '';
      }
    },
    async close() {
      ending.abort();
      await lines.cancel().catch(() => undefined);
    },
  };
}
