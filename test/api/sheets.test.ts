import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { Card } from '../../stand-in/card';
import { clockAt, leaveStack, sql, unique, waitStatus } from '../harness/cases';
import { API, as, token, upload } from '../harness/client';
import { connected, ownerUrl } from '../harness/database';
import { waitBlocked } from '../harness/locks';
import { newCard, PERSON, titled } from '../harness/person';
import { ofSector } from '../harness/representative';
import { filledSheet, type Written } from '../harness/sheet';
import { BING, GROUP, JIA } from '../harness/subcontract';

const FLOW = 'zj-sector';
const COLUMNS = [
  ...['sector', 'inProvince', 'mode', 'projectName', 'projectPlace', 'ownerName', 'contractNo'],
  ...['contractAmount', 'startDate', 'finishDate', 'roadGrade', 'roadLength'],
  'attachments.MATERIAL',
];

type Row = Record<string, Written>;

/** A row that may be handed in, naming a file of its own that is uploaded. */
async function good(changes: Row = {}): Promise<{ row: Row; file: string }> {
  const file = await upload(JIA);
  const name = `${unique('CL-')}.pdf`;
  await sql('update attachment set name = $2 where id = $1', [file, name]);
  return { row: { ...ofSector(), 'attachments.MATERIAL': name, ...changes } as Row, file };
}

interface Sent {
  who?: string;
  rows?: Row[];
  bytes?: Buffer;
  files?: string[];
  key?: string;
  lines?: boolean;
  process?: string;
}

async function send(
  path: string,
  { who = JIA, rows = [], bytes, files = [], key, lines, process = FLOW }: Sent,
) {
  const test = request(API)
    .post(`/api/cases/${process}/${path}`)
    .set('Authorization', `Bearer ${await token(who)}`)
    .field('attachments', JSON.stringify(files))
    .attach('sheet', bytes ?? (await filledSheet(process, COLUMNS, rows)), '业绩.xlsx');
  if (key) test.set('Idempotency-Key', key);
  if (lines)
    test
      .set('Accept', 'application/x-ndjson')
      .buffer(true)
      .parse(asText as never);
  return test;
}

const asText = (response: NodeJS.ReadableStream, done: (error: null, text: string) => void) => {
  let text = '';
  response.on('data', (chunk) => {
    text += chunk;
  });
  response.on('end', () => done(null, text));
};
const linesOf = (text: unknown) =>
  String(text)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What is refused, as `row column code`. */
const told = (refusals: { row: number; column?: string; code: string }[]) =>
  refusals.map(({ row, column, code }) => `${row} ${column ?? '-'} ${code}`);

const counted = async () => (await sql<{ n: string }>('select count(*) as n from case_file'))[0]?.n;

beforeAll(() => clockAt('2026-09-30 10:00'));
afterAll(leaveStack);

describe('[sheet] the template', () => {
  test('is made from the start form, and taken back as one without rows', async () => {
    const { body, headers } = await (await as(JIA))
      .get(`/api/cases/${FLOW}/sheet`)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces)));
      })
      .expect(200);
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''.+\.xlsx$/);
    const answer = await send('sheet/check', { bytes: body });
    expect([answer.status, answer.body.code]).toEqual([422, 'E-00-66']);
  });

  test('of a process that takes none there is none; whoever may not hand in gets none', async () => {
    await (await as(JIA)).get('/api/cases/zj-subcontract/sheet').expect(404);
    await (await as('ningbo.wu')).get(`/api/cases/${FLOW}/sheet`).expect(403);
  });
});

describe('[sheet] the check', () => {
  test('names row and column of everything that is wrong, and stores nothing', async () => {
    const first = await good();
    const second = await good({ sector: '公路', roadGrade: null });
    const rows: Row[] = [
      first.row,
      { ...second.row, contractAmount: '很多', projectPlace: { formula: 'A1' } },
      { ...second.row, contractNo: unique('HY-'), roadGrade: 'MOTORWAY' },
      {},
      {
        ...ofSector({ sector: '水运' }),
        ownerName: null,
        'attachments.MATERIAL': '没有.pdf',
      } as Row,
    ];
    const before = await counted();
    const judgements = await sql('select id from judgement');
    const { body } = await send('sheet/check', { rows, files: [first.file, second.file] });
    const columns = Object.fromEntries(
      body.columns.map(({ path, column }: { path: string; column: string }) => [column, path]),
    );
    expect(columns).toMatchObject({ B: 'sector', F: 'projectPlace', N: 'attachments.MATERIAL' });
    expect(body.rows.map(({ row }: { row: number }) => row)).toEqual([3, 4, 5, 7]);
    expect(told(body.rows[0].refusals)).toEqual([]);
    expect(told(body.rows[1].refusals)).toEqual(['4 F E-00-10', '4 L E-11-02', '4 I E-00-10']);
    // its file is that of the row before
    expect(told(body.rows[2].refusals)).toEqual(['5 N E-00-11']);
    expect(body.rows[2].refusals[0].zh).toContain('已用于第 4 行');
    expect(told(body.rows[3].refusals)).toEqual(
      expect.arrayContaining(['7 N E-00-11', '7 G E-00-10']),
    );
    expect(body.unused).toEqual([]);
    expect(await counted()).toBe(before);
    expect(await sql('select id from judgement')).toHaveLength(judgements.length);
  });

  test('rows about the same name each other, by the rule of the flow', async () => {
    const same = unique('HY-');
    const [one, two, other] = [
      await good({ contractNo: same }),
      await good({ contractNo: ` ${same.toLowerCase()} ` }),
      await good({ contractNo: same, sector: 'POWER', voltage: 220 }),
    ];
    const { body } = await send('sheet/check', {
      rows: [one.row, two.row, other.row].map(({ voltage: _, ...row }) => row),
      files: [one.file, two.file, other.file],
    });
    expect(body.rows.map(({ refusals }: { refusals: [] }) => told(refusals))).toEqual([
      [],
      ['4 H E-11-06'],
      expect.not.arrayContaining(['5 H E-11-06']),
    ]);
    expect(body.rows[1].refusals[0].zh).toBe('该业绩已存在或正在审核（与本表第 3 行）');
  });

  test('says how far it has come, where it is asked to', async () => {
    const { row, file } = await good();
    const answer = await send('sheet/check', { rows: [row], files: [file], lines: true });
    const lines = linesOf(answer.body);
    expect(lines[0]).toEqual({ done: 1, total: 1 });
    expect(lines.at(-1).result.rows).toHaveLength(1);
  });

  const OTHERS: [string, () => Promise<Sent>][] = [
    ['E-00-64', async () => ({ bytes: Buffer.from('名称,金额') })],
    [
      'E-00-65',
      async () => ({ bytes: await filledSheet('zj-nopermit', COLUMNS, [{ mode: 'GC' }]) }),
    ],
    ['E-00-66', async () => ({ rows: Array.from({ length: 501 }, () => ({ projectName: '一' })) })],
  ];
  test.each(OTHERS)('[%s] is told at once', async (code, sent) => {
    const answer = await send('sheet/check', await sent());
    expect([answer.status, answer.body.code]).toEqual([422, code]);
  });

  test('[E-00-65] a column that the form has not is named', async () => {
    const bytes = await filledSheet(FLOW, ['sector', 'gone'], [{ sector: '公路' }]);
    const answer = await send('sheet/check', { bytes });
    expect([answer.body.code, answer.body.title]).toEqual([
      'E-00-65',
      expect.stringContaining('gone'),
    ]);
  });

  test('[E-00-11] somebody else’s files are no files', async () => {
    const { row } = await good();
    const answer = await send('sheet/check', { rows: [row], files: [await upload(BING)] });
    expect([answer.status, answer.body.code]).toEqual([422, 'E-00-11']);
  });

  test('[E-00-13] a file that is too large is refused before it is read', async () => {
    const answer = await send('sheet/check', { bytes: Buffer.alloc(6 * 1024 * 1024) });
    expect([answer.status, answer.body.code]).toEqual([413, 'E-00-13']);
  });
});

describe('[sheet] handing in', () => {
  test('all rows become cases, each with its files, and the engine has them', async () => {
    const goods = [await good(), await good(), await good()];
    const key = randomUUID();
    const rows = goods.map(({ row }) => row);
    const bytes = await filledSheet(FLOW, COLUMNS, rows);
    const sent = { bytes, files: goods.map(({ file }) => file), key };
    const answer = await send('sheet', sent);
    expect(answer.status).toBe(201);
    const { id, cases } = answer.body;
    expect(cases.map(({ row }: { row: number }) => row)).toEqual([3, 4, 5]);
    for (const one of cases) await waitStatus(one.id, 'UNDER_REVIEW');
    const files = await sql<{ case_id: string; kind: string }>(
      'select case_id, kind from attachment where id = any($1)',
      [goods.map(({ file }) => file)],
    );
    expect(new Set(files.map(({ case_id }) => case_id)).size).toBe(3);
    const [event] = await sql<{ detail: { sheet: object } }>(
      `select detail from audit_event where action = 'case.submitted' and chain = $1`,
      [`case:${cases[1].id}`],
    );
    expect(event?.detail.sheet).toEqual({ id, row: 4 });
    const { body } = await (await as(JIA)).get(`/api/sheets/${id}`).expect(200);
    expect(body.statuses).toEqual([
      { status: 'UNDER_REVIEW', label: '待专业厅（局）审核', count: 3 },
    ]);
    await (await as(BING)).get(`/api/sheets/${id}`).expect(404);

    // the same again: the first answer, nothing new
    const before = await counted();
    const again = await send('sheet', sent);
    expect([again.status, again.body]).toEqual([200, answer.body]);
    const less = await filledSheet(FLOW, COLUMNS, rows.slice(1));
    const other = await send('sheet', { ...sent, bytes: less });
    expect([other.status, other.body.code]).toEqual([409, 'E-00-25']);
    expect(await counted()).toBe(before);
  });

  test('one bad row: no row is taken, and its cell is named', async () => {
    const goods = [await good(), await good({ contractAmount: -1 })];
    const before = await counted();
    const sent = { rows: goods.map(({ row }) => row), files: goods.map(({ file }) => file) };
    const answer = await send('sheet', sent);
    expect([answer.status, told(answer.body.errors)]).toEqual([422, ['4 I E-00-10']]);
    expect(await counted()).toBe(before);
    const lines = linesOf((await send('sheet', { ...sent, lines: true })).body);
    expect(told(lines.at(-1).problem.errors)).toEqual(['4 I E-00-10']);
    expect(await counted()).toBe(before);
  });

  test('a file that is gone at the last moment: no row is taken', async () => {
    const goods = [await good(), await good()];
    const before = await counted();
    const sent = send('sheet', {
      rows: goods.map(({ row }) => row),
      files: goods.map(({ file }) => file),
    });
    const [answer] = await Promise.all([
      sent,
      sql('update attachment set owner = $2 where id = $1', [goods[1]?.file, 'enterprise-x']),
    ]);
    expect(answer.status).toBe(422);
    expect(await counted()).toBe(before);
  });

  test('two sheets with rows of the other, at once: one of them is taken whole', async () => {
    const [a, b] = [unique('HY-'), unique('HY-')];
    const sheets = await Promise.all(
      [
        [a, b],
        [b, a],
      ].map(async (contracts) => {
        const goods = await Promise.all(contracts.map((contractNo) => good({ contractNo })));
        return { rows: goods.map(({ row }) => row), files: goods.map(({ file }) => file) };
      }),
    );
    // both are judged, and wait to be taken, before either is
    const answers = await connected(ownerUrl(), async (client) => {
      await client.query('begin');
      for (const contract of [a, b])
        await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `${FLOW}|${GROUP.jia}|HIGHWAY|${contract}`,
        ]);
      const sending = Promise.all(sheets.map((sheet) => send('sheet', sheet)));
      await waitBlocked('pg_advisory_xact_lock', 2);
      await client.query('commit');
      return sending;
    });
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const taken = await sql(`select id from case_file where data->>'contractNo' = any($1)`, [
      [a, b],
    ]);
    expect(taken).toHaveLength(2);
  });
});

describe('[sheet] people of an enterprise (ZJ-01)', () => {
  const NOW = '2026-09-30 10:00';

  /** A row of somebody with a title, whose card was read. */
  async function somebody(card: Card): Promise<{ row: Row; file: string; name: string }> {
    const { data } = await titled(card, { at: NOW });
    const file = await upload(JIA);
    const paper = `${unique('ZS-')}.pdf`;
    await sql('update attachment set name = $2 where id = $1', [file, paper]);
    return { row: { ...data, 'attachments.TITLE_CERTIFICATE': paper }, file, name: card.name };
  }
  const sheetOf = async (people: { row: Row; file: string }[]) => {
    const rows = people.map(({ row }) => row);
    const paths = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const bytes = await filledSheet(PERSON, paths, rows);
    return { process: PERSON, bytes, files: people.map(({ file }) => file) };
  };

  test('what the card says is drawn from its reading, and every person is a case of their own', async () => {
    const cards = ['张一', '王二', '李三'].map((name) => newCard(name));
    const people = await Promise.all(cards.map((card) => somebody(card)));
    const answer = await send('sheet', await sheetOf(people));
    expect([answer.status, answer.body.errors]).toEqual([201, undefined]);
    const found = await sql<{ name: string }>(
      `select data->'identity'->>'name' as name from case_file where id = any($1) order by number`,
      [answer.body.cases.map(({ id }: { id: string }) => id)],
    );
    expect(found.map(({ name }) => name)).toEqual(['张**', '王**', '李**']);
  });

  test('the same certificate twice is refused by the rule of the flow, by both rows', async () => {
    const card = newCard('赵四');
    const first = await somebody(card);
    const second = await somebody(card);
    const same = { titleCertificateNo: first.row.titleCertificateNo ?? null };
    const sheet = await sheetOf([first, { ...second, row: { ...second.row, ...same } }]);
    const { body } = await send('sheet/check', sheet);
    expect(body.rows[0].refusals).toEqual([]);
    expect(body.rows[1].refusals.map(({ zh }: { zh: string }) => zh)).toEqual([
      expect.stringContaining('（与本表第 3 行）'),
    ]);
  });

  test('what is drawn from elsewhere is no column', async () => {
    const { body } = await send('sheet/check', {
      process: PERSON,
      bytes: await filledSheet(PERSON, ['identity.idNumber'], [{ 'identity.idNumber': '1' }]),
    });
    expect(body.code).toBe('E-00-65');
  });
});
