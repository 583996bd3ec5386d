import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { EICAR } from './papers';

/** What a stand-in of clamd does with what it is sent. */
export type Manner = 'scans' | 'is silent' | 'hangs up' | 'talks nonsense';

/** A server that speaks clamd's INSTREAM over TCP; of malware it knows EICAR. */
export async function standInOfClamd() {
  let manner: Manner = 'scans';
  const scanned: Buffer[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    if (manner === 'hangs up') socket.destroy();
    let got = Buffer.alloc(0);
    socket.on('data', (piece) => {
      got = Buffer.concat([got, piece]);
      const content = contentOf(got);
      if (!content || manner === 'is silent') return;
      scanned.push(content);
      const found = content.includes(EICAR) ? 'Eicar-Test-Signature FOUND' : 'OK';
      socket.end(manner === 'talks nonsense' ? '220 mail.example ESMTP\r\n' : `stream: ${found}\0`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** what it was sent, whole */
    scanned,
    become(next: Manner) {
      manner = next;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The file in an INSTREAM command, once it has come whole. */
function contentOf(got: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (got.length < command.length) return null;
  if (got.toString('latin1', 0, command.length) !== command) throw new Error('no INSTREAM');
  const pieces: Buffer[] = [];
  let at = command.length;
  while (at + 4 <= got.length) {
    const length = got.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(got.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
