/** The disclosure clock: what is public, counts and can be drawn only between two instants (ZJ-26, DT-11). */
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { extract } from '../../src/cases/extraction';
import { resolveReferences } from '../../src/facts/references';
import type { FormModel } from '../../src/models/read';
import { pinClock } from '../../src/records/clock';
import { clockAt, leaveStack, sql, unique } from '../harness/cases';
import { API } from '../harness/client';
import { Publisher } from '../harness/publisher';

const HOUR = 3_600_000;
const FIRST = Date.parse('2026-09-01T00:00:00+08:00');
const SPAN = 90 * 24 * HOUR;
const RECORDS = 12;
const MOMENTS = 9;

/** Numbers like random ones that a failure can be repeated with (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A record that is to be seen from an instant on, until another or for good. */
interface Disclosed {
  key: string;
  page: string;
  from: number;
  until: number | null;
}

describe('the disclosure clock', () => {
  let publisher: Publisher;
  const uscc = `91330282${unique('').slice(-10).padStart(10, '0').toUpperCase()}`;
  const name = unique('公开期示例');
  const seed = Number(process.env.DISCLOSURE_SEED ?? Date.now() % 1_000_000);
  const random = seeded(seed);
  const records: Disclosed[] = [];

  beforeAll(async () => {
    await clockAt('2026-08-31 12:00');
    publisher = await Publisher.open('zj-complaint');
    for (let i = 0; i < RECORDS; i += 1) {
      const from = FIRST + Math.floor(random() * SPAN);
      const until = random() < 0.25 ? null : from + HOUR + Math.floor(random() * SPAN * 0.5);
      records.push({ ...(await disclose(`${uscc}-${i}`, from, until)), from, until });
    }
  });
  afterAll(async () => {
    await publisher?.close();
    // nothing of it is left for the files after this one
    await sql('delete from publicity where title like $1', [`${name}%`]);
    await leaveStack();
  });

  /** A credit record written and published by the jobs that `zj-credit-record` calls. */
  async function disclose(key: string, from: number, until: number | null) {
    const caseId = await publisher.givenCase({ projectName: name });
    const [starts, end] = [from, until].map((at) => at && new Date(at).toISOString());
    const seen = { starts, ...(end ? { until: end } : {}) };
    const record = { kind: 'credit', key };
    const holder = `enterprise-${uscc}`;
    const written = {
      library: 'credit',
      status: 'PUBLISHED',
      content: { class: 'BAD' },
      marks: [],
    };
    await done(caseId, 'library.write', { ...record, ...written, holder, ...seen });
    const { publicityId } = await done(caseId, 'publicity.open', {
      ...{ authority: 'county-330282', title: `${name} ${key}`, record, ...seen },
      ...(end ? { ends: end } : { noEnd: true }),
    });
    return { key, page: String(publicityId) };
  }

  async function done(caseId: string, type: string, variables: object) {
    const answer = await publisher.job(caseId, type, variables);
    if (answer.kind !== 'complete') throw new Error(JSON.stringify(answer));
    return answer.variables;
  }

  const shown = ({ from, until }: Disclosed, at: number) =>
    at >= from && (until === null || at < until);

  /** Instants at random, and of some records the edges: the first and the last that it is seen at. */
  function moments(): number[] {
    const edges = records.slice(0, MOMENTS / 3).flatMap(({ from, until }) => {
      return [from - 1, from, ...(until === null ? [] : [until - 1, until])];
    });
    const others = Array.from({ length: MOMENTS }, () => FIRST + Math.floor(random() * SPAN * 1.5));
    return [...edges, ...others];
  }

  /** Keys on the public list, page by page. */
  async function listed(): Promise<string[]> {
    const keys: string[] = [];
    let href: string | undefined = `/public?list=running&q=${encodeURIComponent(name)}`;
    while (href) {
      const { text }: { text: string } = await request(API).get(href).expect(200);
      keys.push(
        ...[...text.matchAll(new RegExp(`${name} (${uscc}-\\d+)`, 'g'))].map((m) => m[1] ?? ''),
      );
      href = text.match(/href="(\/public\?[^"]*after=[^"]*)"/)?.[1]?.replaceAll('&amp;', '&');
    }
    return keys;
  }

  async function drawn(): Promise<string[]> {
    const outside = { username: 'qualification-system', name: '-', roles: [], groups: [] };
    const asked = { library: 'credit', enterprise: uscc, limit: 500 };
    const { entries } = await extract(publisher.deps, outside as never, asked, randomUUID());
    return entries.map(({ key }) => key);
  }

  /** What decisions are told of each record: it is there, and not over. */
  async function counted(at: number): Promise<string[]> {
    const fields = records.map((_, i) => field(`f${i}`));
    const form = { components: fields } as unknown as FormModel;
    const entered = Object.fromEntries(records.map(({ key }, i) => [`f${i}`, key]));
    const { db, vault } = publisher.deps;
    const refs = await resolveReferences(form, entered, { db, vault, now: new Date(at) });
    return records
      .filter((_, i) => {
        const { found, over } = refs[`f${i}`] as { found: boolean; over?: boolean };
        return found && over === false;
      })
      .map(({ key }) => key);
  }
  const field = (key: string) => ({ key, path: key, properties: { ref: 'library:credit' } });

  test(`[ZJ-26][DT-11][DT-18][OP-44] seed ${seed}: list, page, extraction and facts show what is within its time, and nothing else`, async () => {
    for (const at of moments()) {
      // the record's clock alone: no process waits for any of it
      await pinClock(publisher.deps.db, new Date(at));
      const expected = records.filter((one) => shown(one, at)).map(({ key }) => key);
      const said = { seed, at: new Date(at).toISOString() };
      expect({ ...said, listed: (await listed()).sort() }).toEqual({
        ...said,
        listed: [...expected].sort(),
      });
      expect({ ...said, drawn: (await drawn()).sort() }).toEqual({
        ...said,
        drawn: [...expected].sort(),
      });
      expect({ ...said, counted: await counted(at) }).toEqual({ ...said, counted: expected });
      for (const one of records) {
        const { status } = await request(API).get(`/public/${one.page}`);
        const gone = at < one.from ? 404 : 410;
        expect({ ...said, key: one.key, status }).toEqual({
          ...{ ...said, key: one.key },
          status: shown(one, at) ? 200 : gone,
        });
      }
    }
  });
});
