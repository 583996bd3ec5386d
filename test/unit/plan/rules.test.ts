/** Which decisions may answer otherwise, and what new rules read that was not kept. */
import { join } from 'node:path';
import { type Models, type Resource, readModels, readResources } from '../../../src/models/read';
import { concernedProcesses } from '../../../src/tools/plan/concerned';
import { DeclaredFields } from '../../../src/tools/plan/declared-fields';
import { missingField, newFields } from '../../../src/tools/plan/new-fields';
import { changedDecisions } from '../../../src/tools/plan/rule-set';

const root = join(__dirname, '../../..');
let now: Resource[];
let before: Models;

beforeAll(async () => {
  now = await readResources(root);
  before = await readModels(now);
});

/** Today's models with one text of one file changed. */
async function changed(file: string, from: string | RegExp, to: string): Promise<Models> {
  const resources = now.map((resource) => {
    if (resource.name !== file) return resource;
    const content = String(resource.content).replace(from, to);
    expect(content).not.toBe(resource.content);
    return { name: file, content };
  });
  return readModels(resources);
}

const DEADLINES = 'dmn/zhejiang/zj-deadlines.dmn';
const CHECKS = 'dmn/zhejiang/zj-subcontract-checks.dmn';

test('[R-plan] a cell changes its decision, a description does not', async () => {
  const cell = await changed(DEADLINES, /(GC_CONFIRM_3_nOut">\s*<text>)3/, '$15');
  expect([...changedDecisions(before, cell)]).toEqual(['zj-deadlines']);
  const words = await changed(DEADLINES, 'DT-04 办理期限', '办理期限');
  expect([...changedDecisions(before, words)]).toEqual([]);
});

test('[R-plan] a decision that rests on a changed one of its file is changed with it', async () => {
  const row = await changed(
    'dmn/zhejiang/zj-authority.dmn',
    /(R07_deadlineKeyOut">\s*<text>)"NONE"/,
    '$1"LOCAL_REVIEW_5"',
  );
  expect([...changedDecisions(before, row)].sort()).toEqual([
    'zj-authority',
    'zj-local-authority',
    'zj-review-routing',
  ]);
});

test('[R-plan] only flows that ask a changed decision are concerned', async () => {
  const check = await changed(CHECKS, 'refs.gcPermitNo.found = true', 'refs.gcPermitNo.found');
  const of = (after: Models) => concernedProcesses(before, after, changedDecisions(before, after));
  expect(of(check)).toEqual(['zj-subcontract']);
  const acts = await changed('dmn/common/common-acts.dmn', 'task.open', 'task.open = true');
  expect(of(acts)).toContain('cq-project-entry');
});

describe('[R-plan] facts that new rules read', () => {
  const reading = (feel: string) => changed(CHECKS, 'refs.gcPermitNo.found = true', feel);
  const fieldsOf = async (feel: string) =>
    newFields(before, await reading(feel), 'zj-subcontract-checks').map((path) => path.join('.'));

  test('are those that the old ones did not', async () => {
    expect(await fieldsOf('data.contractAmount > 50 and refs.gcPermitNo.found')).toEqual([
      'data.contractAmount',
    ]);
    expect(await fieldsOf('sum(for one in data.items return one.amount) > 3')).toEqual([
      'data.items',
    ]);
    expect(await fieldsOf('{limit: 5, over: duplicates > limit}.over')).toEqual([]);
  });

  test('are missing unless they were kept, or left empty in a form that had them', () => {
    const declared = new DeclaredFields(before).of('zj-subcontract');
    const missing = (path: string, facts: Record<string, unknown>) =>
      missingField([path.split('.')], facts, declared)?.join('.');
    expect(missing('data.contractAmount', { data: {} })).toBeUndefined();
    expect(missing('data.district', { data: { contractAmount: 3 } })).toBe('data.district');
    expect(missing('data.district', { data: { district: null } })).toBeUndefined();
    expect(missing('refs.gcPermitNo.status', { refs: {} })).toBeUndefined();
    expect(missing('given.opinion', { given: {} })).toBeUndefined();
    expect(missing('weather', {})).toBe('weather');
    expect(missing('rules.zj-specialties', {})).toBeUndefined();
  });
});
