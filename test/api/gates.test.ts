import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import request from 'supertest';
import { createVault } from '../../src/domain/crypto';
import { drawEntries } from '../../stand-in/service-network';
import { clockAt, leaveStack, sql, unique } from '../harness/cases';
import { API, as, runtime, setting } from '../harness/client';
import { newCard } from '../harness/person';
import { JIA } from '../harness/subcontract';

const QUALIFICATION = 'zj-gate-qualification';
const PERMIT = 'zj-gate-permit';
const BIDDING = 'zj-gate-bidding';
const AWARD = 'zj-award-gate';
const SYSTEM = 'qualification-system';

const vault = createVault({
  encryptionKey: Buffer.from(setting('PII_ENCRYPTION_KEY'), 'base64'),
  lookupKey: Buffer.from(setting('PII_LOOKUP_KEY'), 'base64'),
});

/** An enterprise of its own: no case knows it. */
const USCC = `91330109MA${unique('G')
  .slice(-8)
  .toUpperCase()
  .replace(/[^0-9A-Z]/g, '0')
  .padStart(8, '0')}`;
const card = newCard('关一');
const person = vault.personNumber(card.idNumber);
const projectNo = unique('GP');
const numbers = { performance: unique('GW'), personal: unique('GT') };
const written: string[] = [];

async function put(kind: string, key: string, status: string, data: object, number?: string) {
  const [library, id, caseId] = [
    kind === 'representative' ? kind : 'personnel',
    randomUUID(),
    randomUUID(),
  ];
  await sql(
    `insert into case_file (id, number, process_id, flow, release_id, title, status, data, parties,
       applicant_organisation, applicant_user, created_at, closed_at)
     values ($1, $2, 'zj-verification', 'ZJ-17', (select max(id) from release), 'x', 'ENTERED', '{}', '{}', $3, 'x', now(), now())`,
    [caseId, number ?? unique('GC'), `enterprise-${USCC}`],
  );
  await sql(
    `insert into library_entry (id, library, kind, natural_key, version, status, data, holder, case_id, valid_from)
     values ($1, $2, $3, $4, 1, $5, $6, $7, $8, '2026-01-05')`,
    [id, library, kind, key, status, data, `enterprise-${USCC}`, caseId],
  );
  written.push(id);
}

const stands = (kind: string, status: string, key = `${person}%`) =>
  sql(
    'update library_entry set status = $1 where kind = $2 and natural_key like $3 and valid_to is null',
    [status, kind, key],
  );

const ask = async (gate: string, data: object, who = SYSTEM) =>
  (await as(who)).post(`/api/gates/${gate}`, { data });

async function asked(gate: string, data: object, who = SYSTEM) {
  const { status, body } = await ask(gate, data, who);
  expect([status, body.errors]).toEqual([200, undefined]);
  return body;
}

const codesOf = (answer: { reasons: { code: string }[] }) => answer.reasons.map(({ code }) => code);

const upgrade = (changes: object = {}) => ({
  ...{ enterprise: USCC, qualType: 'CONSTRUCTION', action: 'UPGRADE', grade: 'HIGHER' },
  applicationDate: '2026-03-02',
  persons: [{ person: card.idNumber }],
  performances: [{ performance: numbers.performance }],
  ...changes,
});

describe('gates that other systems ask', () => {
  beforeAll(async () => {
    await clockAt('2026-03-02 10:00');
    const own = { employer: USCC };
    await put('enterprise', USCC, 'ENTERED', { name: '虚构建设', qualifications: '二级' });
    await put('person', person, 'LOCKED', { ...own, name: '关**' });
    await put('qualification', `${person}|TITLE|Z`, 'ENTERED', { ...own, person });
    await put('project', projectNo, 'ENTERED', { projectName: '虚构·一期' });
    const work = { enterpriseUscc: USCC, projectName: '虚构·一期' };
    await put('representative', `x|${projectNo}|`, 'IN_LIBRARY', work, numbers.performance);
    const table = { enterpriseUscc: USCC, person };
    await put('personal-performance', `${person}|Q`, 'USABLE', table, numbers.personal);
  });
  afterAll(async () => {
    const cases = await sql<{ case_id: string }>(
      'delete from library_entry where id = any($1) returning case_id',
      [written],
    );
    await sql('delete from case_file where id = any($1)', [cases.map((one) => one.case_id)]);
    await leaveStack();
  });

  test('[ZJ-19][DT-21] an upgrade passes: signed, dated, audited, nobody named but by number', async () => {
    const answer = await asked(QUALIFICATION, upgrade());
    expect(answer).toMatchObject({ gate: QUALIFICATION, passed: true, reasons: [] });
    const { statement, ...said } = answer;
    expect(said.asOf).toContain('2026-03-02T10:00');
    const { body: keys } = await request(API).get('/api/gates/keys').expect(200);
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const { payload } = await jwtVerify(statement, createLocalJWKSet(keys), {
      ...{ algorithms: ['EdDSA'], currentDate: new Date(said.asOf), issuer: API },
      audience: `service-account-${SYSTEM}`,
    });
    expect(payload).toMatchObject(said);
    const [head, body = '', tail] = statement.split('.');
    const other = Buffer.from(JSON.stringify({ ...payload, passed: false })).toString('base64url');
    const forged = [head, other === body ? '' : other, tail].join('.');
    await expect(jwtVerify(forged, createLocalJWKSet(keys))).rejects.toThrow('signature');
    const [trail] = await sql<{ actor: string; detail: Record<string, unknown> }>(
      'select actor, detail from audit_event where request_id = $1 and action = $2',
      [payload.jti, 'gate.asked'],
    );
    expect(trail).toMatchObject({
      actor: `service-account-${SYSTEM}`,
      detail: { passed: true, codes: [], facts: said.facts, about: { persons: [{ person }] } },
    });
    expect(JSON.stringify([answer, trail])).not.toContain(card.idNumber);
  });

  test('[ZJ-19][E-19-02][E-19-03][E-19-04][AE-91] refused with three reasons, mended, accepted', async () => {
    const before = await asked(
      QUALIFICATION,
      upgrade({
        grade: undefined,
        persons: [{ person: newCard().idNumber }, { person }],
        performances: [{ performance: projectNo }],
      }),
    );
    expect(codesOf(before)).toEqual(['E-19-02', 'E-19-03', 'E-19-04']);
    expect(before.reasons[1]).toEqual({
      ...{ code: 'E-19-03', zh: `业绩未入代表工程业绩库：${projectNo}`, field: 'performances' },
      en: expect.stringContaining(projectNo),
      rule: `${QUALIFICATION}#R4`,
      source: expect.stringContaining('DT-21 第3行'),
    });
    // by ID number or by the number of the person, it is the same question
    const answers = [await asked(QUALIFICATION, upgrade())];
    answers.push(await asked(QUALIFICATION, upgrade({ persons: [{ person }] })));
    expect(answers.map(codesOf)).toEqual([[], []]);
    expect(answers[0].facts).toBe(answers[1].facts);
  });

  test('[ZJ-19][DT-13][DD-06][E-19-01][E-19-04] what binds from 2015-07-01 does not bind before', async () => {
    const unknown = { enterprise: '91330109MA2NOBODY9', performances: [], persons: [{ person }] };
    const at = async (applicationDate: string, action: string) =>
      codesOf(await asked(QUALIFICATION, upgrade({ ...unknown, applicationDate, action })));
    expect(await at('2015-06-30', 'RENEW')).toEqual([]);
    expect(await at('2015-06-30', 'NEW')).toEqual(['E-19-01']);
    expect(await at('2015-06-30', 'UPGRADE')).toEqual(['E-19-04']);
    expect(await at('2015-07-01', 'RENEW')).toEqual(['E-19-01', 'E-19-02']);
  });

  test('[ZJ-19][DT-18][GR-12][AE-89][E-19-05] doubtful: neither drawn nor taken; true: both', async () => {
    const drawn = async () =>
      (await drawEntries(runtime.env, USCC, 'personnel')).some(({ key }) =>
        key.includes('|TITLE|'),
      );
    await stands('person', 'DOUBTFUL', person);
    await stands('qualification', 'DOUBTFUL');
    expect(codesOf(await asked(QUALIFICATION, upgrade()))).toEqual(['E-19-02', 'E-19-05']);
    expect(await drawn()).toBe(false);
    await stands('person', 'LOCKED', person);
    await stands('qualification', 'ENTERED');
    expect(codesOf(await asked(QUALIFICATION, upgrade()))).toEqual([]);
    expect(await drawn()).toBe(true);
  });

  test('[ZJ-19][DT-17][E-19-06] a personal performance: by the person of its table', async () => {
    const lowest = { action: 'NEW', grade: 'LOWEST', performanceNo: numbers.personal };
    expect(codesOf(await asked(QUALIFICATION, upgrade(lowest)))).toEqual([]);
    const other = await asked(QUALIFICATION, upgrade({ ...lowest, grade: 'HIGHER' }));
    expect(other.reasons).toMatchObject([
      { code: 'E-19-06', zh: '个人业绩不可使用：个人业绩不适用于该事项' },
    ]);
    await stands('personal-performance', 'PUBLICITY');
    expect(codesOf(await asked(QUALIFICATION, upgrade(lowest)))).toEqual(['E-19-06']);
  });

  test('[ZJ-20][DT-22][AE-92] a permit: every missing item by name', async () => {
    const data = {
      ...{ projectName: '虚构·一期', projectPlace: '330282', contractMode: 'GC', works: '建筑' },
      ...{ enterprises: [{ enterprise: USCC }], persons: [{ person }] },
    };
    const one = await asked(PERMIT, { ...data, ownerName: '虚构置业' }, 'permit-system-one');
    expect(one).toMatchObject({ passed: true, reasons: [] });
    const stranger = newCard().idNumber;
    const others = { persons: [{ person }, { person: stranger }] };
    const two = await asked(PERMIT, { ...data, ...others }, 'permit-system-one');
    expect(two.reasons).toMatchObject([
      { code: 'E-20-02', zh: `人员未入库：${vault.personNumber(stranger)}` },
      { code: 'E-20-03', zh: '工程相关信息未填写完整：建设单位' },
    ]);
  });

  test('[ZJ-16][DT-23][E-16-01][E-16-02][E-16-07] an award: by the table that applications are checked with', async () => {
    const about = (permitNo: string, confirmedCorrect = 'YES') =>
      asked(AWARD, { enterprise: USCC, permitNo, confirmedCorrect }, 'data-importer').then(codesOf);
    expect(await about(projectNo, 'NO')).toEqual([
      ...['E-16-02', 'E-16-03', 'E-16-04', 'E-16-05', 'E-16-06', 'E-16-07'],
    ]);
    expect(await about(unique('GP'))).toEqual(['E-16-01']);
    const done = unique('GP');
    await put('project', done, 'COMPLETED', {
      ...{ projectName: '虚构·二期', contractMode: 'GC', worksCategory: 'BUILDING' },
      ...{ contractNo: 'SG-1', contractAmount: 1, startDate: '2025-01-05', builderUscc: USCC },
      indicators: [{ name: 'AREA', value: '1' }],
    });
    expect(await about(done)).toEqual([]);
  });

  test('[ZJ-28][GR-02] a look-up gives what is confirmed, and says why not of all else', async () => {
    const data = {
      enterprises: [{ enterprise: USCC }, { enterprise: '91330109MA2NOBODY9' }],
      persons: [{ person: card.idNumber }],
      projects: [{ permitNo: projectNo }],
    };
    await stands('qualification', 'DOUBTFUL');
    const answer = await asked(BIDDING, data, 'bidding-supervision');
    expect(answer.passed).toBe(false);
    expect(answer.records).toMatchObject([
      { field: 'enterprises.0.enterprise', kind: 'enterprise', key: USCC },
      { field: 'persons.0.person', kind: 'person', key: person },
      { field: 'projects.0.permitNo', kind: 'project', key: projectNo },
    ]);
    expect(answer.reasons).toMatchObject([
      { field: 'enterprises.1.enterprise', code: 'E-28-01' },
      { field: 'persons.0.person', code: 'E-28-02' },
    ]);
    await stands('qualification', 'ENTERED');
  });

  test('who may ask is said by each gate; what its form refuses is refused', async () => {
    expect((await ask(QUALIFICATION, upgrade(), JIA)).status).toBe(403);
    expect((await ask(PERMIT, {}, SYSTEM)).status).toBe(403);
    expect((await ask('zj-gates', {}, SYSTEM)).status).toBe(404);
    const { body: mine } = await (await as(SYSTEM)).get('/api/gates').expect(200);
    expect(mine.items).toMatchObject([{ gate: QUALIFICATION, flow: 'ZJ-19' }]);
    const wrong = await ask(QUALIFICATION, {
      ...upgrade({ enterprise: '', action: 'OTHER', applicationDate: '2026-13-01', more: 1 }),
      persons: [{}],
    });
    expect(wrong.status).toBe(422);
    const fields = wrong.body.errors.map(({ field }: { field: string }) => field).sort();
    expect(fields).toEqual(['action', 'applicationDate', 'enterprise', 'more', 'persons.0.person']);
  });
});
