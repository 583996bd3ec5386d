/** The same sent again after its answer was lost: at every door it takes effect once. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { samples } from '../../seed';
import { tidySendings } from '../../src/records/sendings';
import {
  attach,
  clockAt,
  codes,
  leaveStack,
  sql,
  unique,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { DING, enteredBuilding } from '../harness/chongqing';
import { API, as, token } from '../harness/client';
import { taskKey } from '../harness/engine-tasks';
import { deployModels, deployPublicProcess } from '../harness/models';
import { newPerson } from '../harness/people';
import { OPEN_PROCESS, submitPublicly } from '../harness/public';
import { Publisher } from '../harness/publisher';
import {
  BING,
  CIXI,
  CONFIRM,
  GROUP,
  givenPermit,
  JIA,
  PAPERS,
  record,
  submitted,
  YI,
} from '../harness/subcontract';

const SUBMIT = '/api/cases/zj-subcontract';

beforeAll(async () => {
  await clockAt('2026-09-28 09:00');
  await deployPublicProcess();
  await givenPermit();
});
afterAll(async () => {
  await deployModels();
  await leaveStack();
});

const post = async (who: string, path: string, body: object, key: string) =>
  (await as(who)).post(path, body).set('Idempotency-Key', key);
const casesWith = (contractNo: unknown) =>
  sql("select id from case_file where data ->> 'contractNo' = $1", [contractNo]);
const decisionsOf = (id: string) => sql('select act from decision where case_id = $1', [id]);

type Sample = (typeof samples)[keyof typeof samples];

/** A submission as a page sends it: its fields, and its files with it. */
async function sendWithFiles(data: object, key: string, file: Sample = samples.subcontract) {
  const body = new FormData();
  body.append('data', JSON.stringify(data));
  for (const kind of PAPERS)
    body.append(kind, new Blob([readFileSync(file.path)], { type: 'application/pdf' }), file.name);
  const answer = await fetch(API + SUBMIT, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await token(YI)}`, 'Idempotency-Key': key },
    body,
  });
  return { status: answer.status, body: await answer.json() };
}

describe('[T4] a submission', () => {
  test('with its files, twice: one case, and no file is left over', async () => {
    const [data, key] = [record(), randomUUID()];
    const first = await sendWithFiles(data, key);
    const files = () => sql<{ n: string }>('select count(*) as n from attachment');
    const there = await files();
    const again = await sendWithFiles(data, key);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(first.body.id);
    expect(await casesWith(data.contractNo)).toHaveLength(1);
    expect(await files()).toEqual(there);
  });

  test('with other files or other data: refused, with the case that took the first', async () => {
    const [data, key] = [record(), randomUUID()];
    const first = await sendWithFiles(data, key);
    const others = [
      await sendWithFiles(data, key, samples.acceptanceRecord),
      await sendWithFiles({ ...data, contractAmount: 121 }, key),
      await post(YI, '/api/cases/zj-enterprise', { data }, key),
    ];
    for (const other of others.slice(0, 2)) {
      expect([other.status, ...codes(other)]).toEqual([409, 'E-00-25']);
      expect(other.body.errors[0]).toMatchObject({
        zh: expect.stringContaining(first.body.number),
        about: { href: `/cases/${first.body.id}` },
      });
    }
    expect([others[2]?.status, codes(others[2] as never)]).not.toEqual([200, []]);
    expect(await casesWith(data.contractNo)).toHaveLength(1);
  });

  test('five times at the same moment: one case, five times its answer', async () => {
    const [data, key] = [record(), randomUUID()];
    const body = { data, attachments: await attach(YI, PAPERS) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(YI, SUBMIT, body, key)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(await casesWith(data.contractNo)).toHaveLength(1);
  });

  test('a key is the caller’s own, and of one kind of act', async () => {
    const key = randomUUID();
    const data = record();
    const mine = await post(YI, SUBMIT, { data, attachments: await attach(YI, PAPERS) }, key);
    const colleague = await newPerson({ roles: ['enterprise'], organisations: [GROUP.yi] });
    const theirs = record();
    const body = { data: theirs, attachments: await attach(colleague, PAPERS) };
    const other = await post(colleague, SUBMIT, body, key);
    expect([mine.status, other.status]).toEqual([201, 201]);
    expect(other.body.id).not.toBe(mine.body.id);
    const draft = await post(YI, '/api/drafts/zj-subcontract', { data: {} }, key);
    expect(draft.status).toBe(201);
  });

  test('what was refused may be sent again, mended, under the same key', async () => {
    const key = randomUUID();
    const data = record({ projectName: '' });
    const attachments = await attach(YI, PAPERS);
    const refused = await post(YI, SUBMIT, { data, attachments }, key);
    expect(refused.status).toBe(422);
    const mended = await post(
      YI,
      SUBMIT,
      { data: { ...data, projectName: '桥' }, attachments },
      key,
    );
    expect(mended.status).toBe(201);
  });

  test('a key counts as long as it is kept', async () => {
    const key = randomUUID();
    const body = { data: record(), attachments: await attach(YI, PAPERS) };
    const first = await post(YI, SUBMIT, body, key);
    const publisher = await Publisher.open();
    const known = () => sql('select 1 from idempotency where key = $1', [key]);
    await tidySendings(publisher.deps.db, new Date('2026-09-28T08:59:00+08:00'));
    expect(await known()).toHaveLength(1);
    await tidySendings(publisher.deps.db, new Date('2026-09-28T09:01:00+08:00'));
    expect(await known()).toHaveLength(0);
    await publisher.close();
    expect(first.status).toBe(201);
  });
});

describe('[T4] a draft', () => {
  test('made twice is one; saved since then, it is the one that is there', async () => {
    const key = randomUUID();
    const data = { projectName: unique('草稿') };
    const make = (fields: object) => post(YI, '/api/drafts/zj-subcontract', { data: fields }, key);
    const answers = await Promise.all([make(data), make(data)]);
    expect(answers.map((answer) => answer.status)).toEqual([201, 201]);
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    const rows = await sql("select id from draft where data ->> 'projectName' = $1", [
      data.projectName,
    ]);
    expect(rows).toHaveLength(1);
    const other = await make({ ...data, contractNo: 'x' });
    expect([other.status, ...codes(other)]).toEqual([409, 'E-00-25']);
    expect(other.headers.location).toBe(`/api/drafts/${answers[0]?.body.id}`);
  });
});

describe('[T4] an act', () => {
  const acts: [string, (id: string) => Promise<string>][] = [
    ['on the case', async (id) => `/api/cases/${id}/acts/CONFIRM`],
    ['in the inbox', async (id) => `/api/tasks/${await taskKey(id, 'CONFIRM')}/completion`],
  ];
  test.each(acts)('%s, twice at once and again later: one decision', async (_, path) => {
    const id = await submitted();
    await waitTask(id, 'CONFIRM');
    const [door, key] = [await path(id), randomUUID()];
    const send = () => post(JIA, door, CONFIRM, key);
    const both = await Promise.all([send(), send()]);
    expect(both.map((answer) => answer.status)).toEqual([202, 202]);
    await waitTask(id, 'REVIEW');
    expect((await send()).status).toBe(202);
    expect(await decisionsOf(id)).toEqual([{ act: 'CONFIRM' }]);
    // without the key, and with another: it is done already
    const done = [
      await (await as(JIA)).post(door, CONFIRM),
      await post(JIA, door, CONFIRM, 'other'),
    ];
    expect(done.map((answer) => answer.status).filter((status) => status === 202)).toEqual([]);
    const other = await post(JIA, door, { outcome: 'RETURNED', opinion: '不符' }, key);
    expect([other.status, ...codes(other)]).toEqual([409, 'E-00-25']);
    // of another person it is no key at all
    expect((await post(BING, door, CONFIRM, key)).status).toBe(404);
  });

  test('a withdrawal twice: withdrawn once', async () => {
    const { id } = await enteredBuilding();
    await waitTask(id, 'ACCEPT_CASE');
    const key = randomUUID();
    const send = () => post(DING, `/api/cases/${id}/withdrawal`, {}, key);
    const both = await Promise.all([send(), send()]);
    expect(both.map((answer) => answer.status)).toEqual([202, 202]);
    await waitStatus(id, 'WITHDRAWN');
    expect((await send()).status).toBe(202);
    expect(await decisionsOf(id)).toEqual([{ act: 'WITHDRAW' }]);
  });

  test('a correction twice: one more round', async () => {
    const data = record();
    const id = await submitted(data);
    await waitTask(id, 'CONFIRM');
    const returned = { outcome: 'RETURNED', opinion: '合同金额不符' };
    await post(JIA, `/api/cases/${id}/acts/CONFIRM`, returned, randomUUID());
    await waitStatus(id, 'RETURNED');
    const body = { data, attachments: await attach(YI, PAPERS) };
    const key = randomUUID();
    const send = () => post(YI, `/api/cases/${id}/corrections`, body, key);
    const answers = [...(await Promise.all([send(), send()])), await send()];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(await waitStatus(id, 'WAIT_GC')).toMatchObject({ round: 2 });
    expect((await post(CIXI, `/api/cases/${id}/corrections`, body, key)).status).toBe(403);
  });
});

describe('[T4] without log-in', () => {
  const opinion = () => {
    return {
      ...{ projectName: '示例工程', reason: unique('数据不实') },
      ...{ contactName: '陈意见', contactPhone: '13900001234' },
    };
  };
  const key = () => randomUUID().replaceAll('-', '');

  test('twice, each with a proof of its own: the same number', async () => {
    const [data, mine] = [opinion(), key()];
    const send = () => submitPublicly(OPEN_PROCESS, data, undefined, mine);
    const [first, again] = [await await send(), await await send()];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const rows = await sql("select 1 from case_file where data ->> 'reason' = $1", [data.reason]);
    expect(rows).toHaveLength(1);
  });

  test('a key tells nobody anything: with other content, or too short, it is refused', async () => {
    const mine = key();
    const first = await submitPublicly(OPEN_PROCESS, opinion(), undefined, mine);
    const other = await submitPublicly(OPEN_PROCESS, opinion(), undefined, mine);
    expect([other.status, ...codes(other)]).toEqual([409, 'E-00-25']);
    expect(other.text).not.toContain(first.body.number);
    expect(other.headers.location).toBeUndefined();
    const short = await submitPublicly(OPEN_PROCESS, opinion(), undefined, 'mine');
    expect([short.status, ...codes(short)]).toEqual([400, 'E-00-23']);
    // a person's key of the same name is the person's
    const person = await post(YI, SUBMIT, { data: record(), attachments: [] }, mine);
    expect(codes(person)).not.toContain('E-00-25');
  });
});
