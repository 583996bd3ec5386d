import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { samples } from '../seed';
import { createTokens, setting, type Tokens } from '../stand-in/tokens';
import { memoryOf } from './memory';
import { localTarget } from './target';

const MB = 1024 * 1024;
/** What may be left of an input once it is over. */
const BACK_WITHIN_MB = 50;
const PEOPLE = ['yi.qian', 'bing.sun', 'jia.zhao'];

interface Doors {
  url: string;
  tokens: Tokens;
}

/** Something that came wrong: what is sent, and what the answers were. */
interface Input {
  title: string;
  send(doors: Doors): Promise<string>;
}

/** Every input whose memory is looked at; those of other doors are added here. */
const inputs: Input[] = [
  { title: '200 uploads of 2 MB, never handed in', send: (doors) => uploads(doors, 200) },
  {
    title: '12 × 20 MB in one request that is refused, its length told',
    send: (doors) => tooMuch(doors, true),
  },
  {
    title: '12 × 20 MB in one request that is refused, its length not told',
    send: (doors) => tooMuch(doors, false),
  },
  ...[2000, 5000, 20_000, 100_000].map((rows): Input => {
    const data = { participants: Array.from({ length: rows }, () => ({})) };
    return {
      title: `a check with ${rows.toLocaleString('en')} empty rows`,
      send: (doors) => check(doors, JSON.stringify({ data })),
    };
  }),
  {
    title: 'a check with lists of depth 8,000',
    send: (doors) =>
      check(doors, `{"data":{"projectName":${'['.repeat(8000)}${']'.repeat(8000)}}}`),
  },
];

/** What the door of a flow says to a body. */
async function check({ url, tokens }: Doors, body: string): Promise<string> {
  const { status } = await fetch(`${url}/api/cases/cq-project-entry/check`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await tokens.of('ding.su')}`,
      'Content-Type': 'application/json',
    },
    body,
  });
  return String(status);
}

/** One after another, each of a few people in turn. */
async function uploads({ url, tokens }: Doors, count: number): Promise<string> {
  const sample = readFileSync(samples.subcontract.path);
  const content = Buffer.concat([sample, Buffer.alloc(2 * MB - sample.length)]);
  const answers = new Map<number, number>();
  for (let i = 0; i < count; i += 1) {
    const who = PEOPLE[i % PEOPLE.length] ?? '';
    const body = new FormData();
    body.append('file', new Blob([content]), 'paper.pdf');
    const { status } = await fetch(`${url}/api/attachments`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await tokens.of(who)}` },
      body,
    });
    answers.set(status, (answers.get(status) ?? 0) + 1);
  }
  return [...answers].map(([status, times]) => `${times} × ${status}`).join(', ');
}

async function tooMuch({ url, tokens }: Doors, lengthTold: boolean): Promise<string> {
  const head = Buffer.from(
    '--b\r\nContent-Disposition: form-data; name="SUBCONTRACT"; filename="a.pdf"\r\n\r\n',
  );
  const file = Buffer.alloc(20 * MB);
  const parts = Array.from({ length: 12 }, () => [head, file, Buffer.from('\r\n')]).flat();
  parts.push(Buffer.from('--b--\r\n'));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const authorization = `Bearer ${await tokens.of(PEOPLE[0] ?? '')}`;
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/cases/zj-subcontract`, {
      method: 'POST',
      headers: {
        Authorization: authorization,
        'Content-Type': 'multipart/form-data; boundary=b',
        ...(lengthTold ? { 'Content-Length': length } : {}),
      },
    });
    sent.on('error', reject).on('response', (response) => {
      response.resume().on('end', () => resolve(String(response.statusCode)));
    });
    for (const part of parts) sent.write(part);
    sent.end();
  });
}

/** The highest of what is measured while something goes on. */
async function whilst<T>(measure: () => number, work: Promise<T>): Promise<[T, number]> {
  let highest = measure();
  const timer = setInterval(() => {
    highest = Math.max(highest, measure());
  }, 200);
  try {
    return [await work, highest];
  } finally {
    clearInterval(timer);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rest: { type: 'string', default: '60' } } });
  const restMs = Number(values.rest) * 1000;
  const { env, parts } = localTarget();
  const { app } = parts;
  if (!app) throw new Error('the application of the stack is not known: npm start');
  const doors = { url: setting(env, 'PUBLIC_URL'), tokens: createTokens(env) };
  const measure = () => memoryOf({ app }).app ?? 0;
  // what is loaded once is no leak
  await uploads(doors, PEOPLE.length);
  await pause(restMs);
  console.log(
    `\n| resident memory of the application, MB | answers | before | highest | ${values.rest} s after | left |`,
  );
  console.log('|---|---|---:|---:|---:|---:|');
  let within = true;
  for (const { title, send } of inputs) {
    const before = measure();
    const [answers, highest] = await whilst(measure, send(doors));
    await pause(restMs);
    const after = measure();
    within &&= after - before <= BACK_WITHIN_MB;
    const figures = [before, highest, after, after - before].map((mb) => mb.toFixed(0));
    console.log(`| ${title} | ${answers} | ${figures.join(' | ')} |`);
  }
  console.log(`\nback within ${BACK_WITHIN_MB} MB: ${within ? 'yes' : 'no'}`);
  if (!within) process.exitCode = 1;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
