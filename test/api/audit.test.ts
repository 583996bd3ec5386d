import { execFile } from 'node:child_process';
import { join } from 'node:path';
import request, { type Response } from 'supertest';
import { cancelOpenCases, clockAt, doAct, leaveStack, sql, waitStatus } from '../harness/cases';
import { API, as, runtime, token } from '../harness/client';
import { connected, ownerUrl } from '../harness/database';
import { ROOT } from '../harness/models';
import { refusedWith } from '../harness/problem';
import { APPROVE, CIXI, CONFIRM, givenPermit, JIA, submitted, YI } from '../harness/subcontract';

interface Event {
  id: string;
  seq: number;
  at: string;
  actor: string;
  action: string;
  actionLabel: string;
  request_id: string;
}

/** `npm run audit:verify`: exit code and what it says. */
function verify(): Promise<{ code: number | string; said: string }> {
  const tool = join(ROOT, 'src/tools/audit-verify.ts');
  const env = { ...process.env, ...runtime.env };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', tool], { cwd: ROOT, env }, (error, said) =>
      resolve({ code: error?.code ?? 0, said }),
    );
  });
}

/** Changes rows of the audit trail as only somebody with the database in hand can. */
async function byHand(statement: string, values: unknown[]): Promise<void> {
  await connected(ownerUrl(), async (owner) => {
    await owner.query('alter table audit_event disable trigger audit_event_append_only');
    await owner.query(statement, values);
    await owner.query('alter table audit_event enable trigger audit_event_append_only');
  });
}

describe('[ZJ-29][GR-01] the audit trail', () => {
  let id = '';
  const chain = () => `case:${id}`;
  const query = async (text: string): Promise<Event[]> =>
    (await (await as('audit.he')).get(`/api/audit?${text}`).expect(200)).body;

  beforeAll(async () => {
    await cancelOpenCases();
    await clockAt('2026-09-30 15:00');
    await givenPermit();
    id = await submitted();
    await clockAt('2026-09-30 16:00');
    await doAct(id, JIA, 'CONFIRM', CONFIRM);
    await waitStatus(id, 'UNDER_REVIEW');
    await clockAt('2026-10-09 10:00');
    await doAct(id, CIXI, 'REVIEW', APPROVE);
    await waitStatus(id, 'ENTERED');
  });
  afterAll(leaveStack);

  test('holds after a whole case', async () => {
    const { code, said } = await verify();
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/^audit chains hold: \d+ chains, \d+ events$/m),
    ]);
  });

  test.each([
    ['a name', "actor_name = overlay(actor_name placing '赵' from 1 for 1)"],
    ['an instant', "at = at + interval '1 microsecond' * 1000"],
    ['one letter of the detail', 'detail = replace(detail::text, \'"round"\', \'"rounD"\')::jsonb'],
    ['a hash', "hash = translate(hash, '0123456789', '1234567890')"],
  ])('%s changed by hand: the row is named, on the case file too', async (_, change) => {
    const [row] = await sql<Event & { detail: object; actor_name: string; hash: string }>(
      "select * from audit_event where chain = $1 and action = 'case.submitted'",
      [chain()],
    );
    if (!row) throw new Error('no first event');
    try {
      await byHand(`update audit_event set ${change} where id = $1`, [row.id]);
      const { code, said } = await verify();
      expect(code).toBe(1);
      expect(said).toContain(`BROKEN ${chain()}: event ${row.seq} (row ${row.id}) changed`);
      expect(said).toContain('1 of ');
      const page = await request(API)
        .get(`/cases/${id}`)
        .set('Authorization', `Bearer ${await token(YI)}`);
      expect(page.text).toContain('第 1 条');
    } finally {
      await byHand(
        'update audit_event set actor_name = $2, at = $3, detail = $4, hash = $5 where id = $1',
        [row.id, row.actor_name, row.at, JSON.stringify(row.detail), row.hash],
      );
    }
    expect((await verify()).code).toBe(0);
  });

  test('the database itself refuses to change or delete events', async () => {
    for (const statement of [
      "update audit_event set actor = 'x'",
      'delete from audit_event',
      'truncate audit_event',
    ])
      await connected(ownerUrl(), (owner) =>
        expect(owner.query(statement)).rejects.toThrow('GR-01'),
      );
  });

  test('is read by auditors only', async () => {
    for (const who of [YI, JIA, CIXI, 'province.lin', 'ops.lv'])
      expect(await refusedWith((await as(who)).get('/api/audit'))).toEqual([403, ['E-00-21']]);
  });

  test('is found by case, by person and by time, labelled in Chinese', async () => {
    const all = await query(`entity=${chain()}`);
    expect(all.length).toBeGreaterThan(8);
    expect(all.every((e) => /\p{Script=Han}/u.test(e.actionLabel))).toBe(true);
    const ofJia = await query(`entity=${chain()}&actor=${JIA}`);
    expect(ofJia.map((e) => e.action)).toEqual(['decision.recorded']);
    const from = encodeURIComponent('2026-10-09T00:00:00+08:00');
    const after = await query(`entity=${chain()}&from=${from}`);
    const before = await query(`entity=${chain()}&to=${from}`);
    expect(after.map((e) => e.action)).toContain('decision.recorded');
    expect(after.length + before.length).toBe(all.length);
    expect(await query(`entity=${chain()}&actor=nobody`)).toEqual([]);
  });

  test('is paged without a gap or a double, newest first', async () => {
    const all = await query(`entity=${chain()}`);
    const pages: Event[] = [];
    let path: string | undefined = `/api/audit?entity=${chain()}&limit=3`;
    while (path) {
      const answer: Response = await (await as('audit.he')).get(path).expect(200);
      pages.push(...answer.body);
      path = /<([^>]+)>; rel="next"/.exec(answer.headers.link ?? '')?.[1];
    }
    expect(pages).toEqual(all);
    expect(all.map((e) => e.seq)).toEqual(all.map((_, i) => all.length - i));
  });

  test.each(['limit=0', 'limit=501', 'after=x', 'from=yesterday', 'to=2026-10-09'])(
    '%s is refused',
    async (text) => {
      const asked = (await as('audit.he')).get(`/api/audit?${text}`);
      expect(await refusedWith(asked)).toEqual([400, ['E-00-23']]);
    },
  );
});
