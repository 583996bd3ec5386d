import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createVault } from '../../../src/domain/crypto';
import { type Ask, plainReferences, resolveReferences } from '../../../src/facts/references';
import { readForm } from '../../../src/models/read-form';

const vault = createVault({ encryptionKey: randomBytes(32), lookupKey: randomBytes(32) });
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
const nowhere = { db: {} as DataSource, vault, now: new Date() };
const resolve = (entered: object, ask?: Ask) =>
  resolveReferences(form, entered as Record<string, unknown>, { ...nowhere, ask });

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

const card = { type: 'textfield', id: 'Field_card', key: 'card', label: '读卡' };
const ofPerson = readForm(
  'person.form',
  JSON.stringify({
    id: 'person',
    type: 'default',
    components: [
      { ...card, properties: { ref: 'outside:id-readers', normalForm: 'code' } },
      {
        ...linked('idNumber', 'card.data.idNumber'),
        properties: { linked: 'card.data.idNumber', pii: 'id-number' },
      },
    ],
  }),
);
const ID = '330782188801010011';

test('personal data that a platform gave is masked for decisions, and whole for its linked field', async () => {
  const entered = { card: 'R-1', idNumber: ID };
  const ask: Ask = async () => ({ answered: true, found: true, data: { idNumber: ID } });
  const person = { valid: true, person: vault.personNumber(ID) };
  expect(await resolveReferences(ofPerson, entered, { ...nowhere, ask })).toEqual({
    card: { answered: true, found: true, data: { idNumber: '330***********0011' } },
    idNumber: person,
  });
  expect(await plainReferences(ofPerson, entered, { ...nowhere, ask })).toMatchObject({
    card: { data: { idNumber: ID } },
  });
  // of a case that was taken, nobody is asked
  expect(await resolveReferences(ofPerson, entered, nowhere)).toEqual({
    card: { answered: true, found: true, data: { idNumber: '330***********0011' } },
    idNumber: person,
  });
});
