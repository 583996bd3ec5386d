import type { DataSource } from 'typeorm';
import { resolveReferences } from '../../../src/facts/references';
import { readForm } from '../../../src/models/read-form';

const ref = { ref: 'outside:national-projects', normalForm: 'code' };
const number = { type: 'textfield', id: 'Field_no', key: 'no', label: '编号', properties: ref };
const linked = (key: string, from: string) => {
  const properties = { linked: from };
  return { type: 'textfield', id: `Field_${key}`, key, label: key, readonly: true, properties };
};
const form = readForm(
  'outside.form',
  JSON.stringify({
    id: 'outside',
    type: 'default',
    components: [
      number,
      linked('name', 'no.data.projectName'),
      linked('place', 'no.data.place.code'),
      {
        type: 'dynamiclist',
        path: 'rows',
        id: 'List',
        isRepeating: true,
        components: [{ ...number, id: 'Field_in' }, linked('inRow', 'rows.no.data.projectName')],
      },
    ],
  }),
);
const nowhere = {} as DataSource;
const resolve = (entered: object, ask?: Parameters<typeof resolveReferences>[4]) =>
  resolveReferences(nowhere, form, entered as Record<string, unknown>, new Date(), ask);

test('of what a platform says, decisions are told what linked fields take, and nothing else', async () => {
  const data = {
    projectName: '虚构·一期',
    place: { code: '310101', name: '黄浦' },
    leaderIdNumber: '110101199001010011',
  };
  const asked: string[] = [];
  const refs = await resolve({ no: ' 310101-1', rows: [{ no: 'X' }] }, async (platform, no) => {
    asked.push(`${platform} ${no}`);
    return no === 'X' ? { answered: false, found: false } : { answered: true, found: true, data };
  });
  expect(asked).toEqual(['national-projects 310101-1', 'national-projects X']);
  expect(refs).toEqual({
    no: {
      answered: true,
      found: true,
      data: { projectName: '虚构·一期', place: { code: '310101' } },
    },
    rows: [{ no: { answered: false, found: false } }],
  });
});

test('of a case that was taken, its linked fields say what the platform said then', async () => {
  const rows = [{ no: '1', inRow: '虚构·甲' }, { no: '1', inRow: '虚构·乙' }, { no: '1' }];
  expect(await resolve({ no: '1', name: '虚构·一期', place: null, rows })).toEqual({
    no: { answered: true, found: true, data: { projectName: '虚构·一期' } },
    rows: [
      { no: { answered: true, found: true, data: { projectName: '虚构·甲' } } },
      { no: { answered: true, found: true, data: { projectName: '虚构·乙' } } },
      { no: { answered: true, found: false } },
    ],
  });
});
