import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** An e-mail as a server took it. */
export interface Received {
  from: string;
  to: string[];
  mail: ParsedMail;
}

/** A real SMTP server on loopback that keeps what it is sent. */
export interface Inbox {
  url: string;
  port: number;
  received: Received[];
  close(): Promise<void>;
}

/** @param refuses addresses that it answers with 550; at `port`, else at any that is free */
export async function startSmtp({
  port = 0,
  refuses = () => false,
}: {
  port?: number;
  refuses?: (address: string) => boolean;
} = {}): Promise<Inbox> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const no = Object.assign(new Error(`no such user ${address}`), { responseCode: 550 });
      done(refuses(address) ? no : undefined);
    },
    onData(stream, { envelope }, done) {
      simpleParser(stream).then((mail) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), mail });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = (server.server.address() as AddressInfo).port;
  return {
    url: `smtp://127.0.0.1:${at}`,
    port: at,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
