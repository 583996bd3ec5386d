/** What is drawn from elsewhere, by every door that takes a start form, on a flow of no province. */
import { nationalPlatform } from '../../stand-in/national-platform';
import { attach, clockAt, leaveStack, sql, unique, waitTask } from '../harness/cases';
import { as, setting } from '../harness/client';
import { deployModels } from '../harness/models';
import { SAMPLE } from '../harness/sample';
import { GROUP, givenPermit, PERMIT, YI } from '../harness/subcontract';
import { sampleData, sampleSchema } from '../unit/forms/sample';

const FORM = 'forms/sample/sample-lists.form';
const TYPED = '自己填的';
const platform = nationalPlatform(setting('STAND_IN_URL'));
const ENTERPRISE = GROUP.yi.replace('enterprise-', '');

const field = (key: string, given: object) => {
  return { type: 'textfield', id: `Field_${key}`, key, label: key, ...given };
};
const referring = (key: string, ref: string) =>
  field(key, { properties: { ref, normalForm: 'code' } });
const linked = (key: string, from: string) =>
  field(key, { readonly: true, properties: { linked: from, summary: 'true' } });

/** The sample form, which draws on a permit, on an outside platform and, in rows, on enterprises. */
const schema = {
  ...sampleSchema,
  components: [
    ...sampleSchema.components.map((one) => {
      const { path, components = [] } = one as { path?: string; components?: object[] };
      const drawn = [referring('uscc', 'uscc'), linked('company', 'participants.uscc.data.name')];
      return path === 'participants' ? { ...one, components: [...components, ...drawn] } : one;
    }),
    referring('permitNo', 'library:permit'),
    linked('projectName', 'permitNo.data.projectName'),
    referring('nationalNo', 'outside:national-projects'),
    linked('nationalName', 'nationalNo.data.projectName'),
  ],
};

let national = '';

beforeAll(async () => {
  await clockAt('2026-09-28 09:00');
  await givenPermit();
  national = unique('LK-');
  await platform.knowProjects({ permitNo: national, projectName: '虚构·外省一期' });
  const changed = SAMPLE.map((one) =>
    one.file === FORM ? { file: FORM, content: JSON.stringify(schema) } : one,
  );
  await deployModels(...changed);
});
afterAll(async () => {
  await platform.behaveAsUsual();
  await deployModels();
  await leaveStack();
});

/** A submission with something typed in every field that is drawn. */
const entered = (changes: object = {}) => {
  const [first, ...others] = sampleData().participants as object[];
  const participants = [{ ...first, uscc: ENTERPRISE, company: TYPED }, ...others];
  const numbers = { permitNo: PERMIT, nationalNo: national };
  const typed = { projectName: TYPED, nationalName: TYPED };
  return sampleData({ participants, ...numbers, ...typed, ...changes });
};
const known = async () => {
  const [permit] = await sql<{ name: string }>(
    "select data ->> 'projectName' as name from library_entry where kind = 'permit' and natural_key = $1 and valid_to is null",
    [PERMIT],
  );
  const [enterprise] = await sql<{ name: string }>(
    "select data ->> 'name' as name from library_entry where kind = 'enterprise' and natural_key = $1 and valid_to is null",
    [ENTERPRISE],
  );
  return { projectName: permit?.name, company: enterprise?.name, nationalName: '虚构·外省一期' };
};
const asked = async (body: object) =>
  (await (await as(YI)).post('/api/cases/sample-lists/check', body).expect(200)).body;

test('the check tells what is drawn, in rows, too', async () => {
  const { projectName, company, nationalName } = await known();
  expect(projectName).toMatch(/./);
  const { linked: drawn } = await asked({ data: entered() });
  expect(drawn).toEqual({ projectName, nationalName, participants: [{ company }] });
});

test('what is not found is empty, and so is what hangs on an empty number', async () => {
  const { linked: drawn } = await asked({
    data: entered({ permitNo: '330282202609229999', nationalNo: '' }),
  });
  expect(drawn).toEqual({ participants: [{ company: expect.any(String) }] });
});

test('a submission stores what is drawn, never what was typed', async () => {
  const { projectName, company, nationalName } = await known();
  const attachments = await attach(YI, ['OTHER']);
  const yi = await as(YI);
  const { id } = (await yi.post('/api/cases/sample-lists', { data: entered(), attachments })).body;
  await waitTask(id, 'VERIFY');
  const { data } = (await yi.get(`/api/cases/${id}`).expect(200)).body;
  expect(data).toMatchObject({ projectName, nationalName, participants: [{ company }, {}] });
  const none = entered({ permitNo: '330282202609229999', nationalNo: 'NOWHERE' });
  const other = (
    await yi.post('/api/cases/sample-lists', {
      data: none,
      attachments: await attach(YI, ['OTHER']),
    })
  ).body;
  const stored = (await yi.get(`/api/cases/${other.id}`).expect(200)).body.data;
  expect(JSON.stringify(stored)).not.toContain(TYPED);
  expect([stored.projectName, stored.nationalName].filter(Boolean)).toEqual([]);
});

test('a draft holds what is drawn, and is kept where the platform is silent', async () => {
  const { projectName, nationalName } = await known();
  const yi = await as(YI);
  const save = async (data: object) => {
    const { id } = (await yi.post('/api/drafts/sample-lists', { data }).expect(201)).body;
    return (await yi.get(`/api/drafts/${id}`).expect(200)).body.data;
  };
  expect(await save(entered())).toMatchObject({ projectName, nationalName });
  const silent = unique('LKS-');
  await platform.behave({ platform: 'PROJECTS', key: silent, mode: 'DOWN' });
  const kept = await save(entered({ nationalNo: silent }));
  expect(kept).toMatchObject({ projectName, nationalNo: silent });
  expect(JSON.stringify(kept)).not.toContain(TYPED);
});

test('of what the platform says, nothing but what is drawn is kept anywhere', async () => {
  const number = unique('LKP-');
  const leader = `端木外省${number}`;
  await platform.knowProjects({ permitNo: number, projectName: '虚构·外省二期', leader });
  await asked({ data: entered({ nationalNo: number }) });
  const yi = await as(YI);
  // refused, and kept with what it was judged by
  const data = entered({ nationalNo: number, name: '' });
  await yi.post('/api/cases/sample-lists', { data }).expect(422);
  const [judgement] = await sql<{ text: string }>(
    "select facts::text as text from judgement where facts::text like '%' || $1 || '%'",
    [number],
  );
  expect(judgement?.text).toContain('虚构·外省二期');
  expect(judgement?.text).not.toContain(leader);
});
