import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { shortened } from '../domain/normal-form';
import { refuse } from '../errors';

/** Asks a malware scanner about a file. */
export interface Scanner {
  /**
   * @returns the name of the malware, or null where the scanner found none or there is no scanner
   * @throws E-00-35 when the scanner does not answer
   */
  scan(path: string): Promise<string | null>;
}

/** ClamAV takes a file in pieces of any size, each after its length. */
const PIECE_BYTES = 64 * 1024;
/** Longer than any answer: the name of a signature is one line. */
const ANSWER_AT_MOST = 4096;

/**
 * @param url `tcp://<host>:<port>` or `unix:<path>` of a clamd; empty: nothing is scanned
 * @param seconds how long the scanner may take for a file
 */
export function createScanner(url: string, seconds: number): Scanner {
  if (!url) return { scan: async () => null };
  return {
    async scan(path) {
      const answer = await askClamd(url, path, seconds * 1000).catch((error: Error) => {
        throw away(error.message);
      });
      const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
      if (!found && answer !== 'stream: OK') throw away(answer);
      return found ?? null;
    },
  };
}

const away = (said: string) =>
  refuse('E-00-35', { zh: shortened(said, 200), en: shortened(said, 200) });

/** Sends a file by clamd's command INSTREAM and gives its answer. */
async function askClamd(url: string, path: string, withinMs: number): Promise<string> {
  const signal = AbortSignal.timeout(withinMs);
  const socket = connect(placeOf(url));
  try {
    const answer = answerOf(socket, signal);
    // clamd may answer, and hang up, before it has the whole file
    pipeline(createReadStream(path, { highWaterMark: PIECE_BYTES }), framed, socket, {
      end: false,
      signal,
    }).catch(() => undefined);
    return await answer;
  } finally {
    socket.destroy();
  }
}

function placeOf(url: string): { host: string; port: number } | { path: string } {
  const { protocol, hostname, port, pathname } = new URL(url);
  return protocol === 'unix:' ? { path: pathname } : { host: hostname, port: Number(port) };
}

async function* framed(file: AsyncIterable<Buffer>) {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of file) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
  }
  yield Buffer.alloc(4);
}

/** What clamd says, up to its closing NUL. */
function answerOf(socket: Socket, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    signal.addEventListener('abort', () => reject(new Error('no answer in time')));
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`ended without an answer ${said}`)));
    socket.on('data', (text: string) => {
      said += text;
      const end = said.indexOf('\0');
      if (end >= 0) resolve(said.slice(0, end).trim());
      else if (said.length > ANSWER_AT_MOST) reject(new Error('no answer of clamd'));
    });
  });
}
