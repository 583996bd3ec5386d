import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createVault } from '../../../src/domain/crypto';
import { resolveReferences } from '../../../src/facts/references';
import { readForm } from '../../../src/models/read-form';

const form = readForm(
  'names.form',
  JSON.stringify({
    id: 'names',
    type: 'default',
    components: ['winner', 'contractor'].map((key) => {
      return { type: 'textfield', id: key, key, label: key, properties: { ref: 'text' } };
    }),
  }),
);
const vault = createVault({ encryptionKey: randomBytes(32), lookupKey: randomBytes(32) });
/** A text is looked up nowhere. */
const nowhere = { db: {} as DataSource, vault, now: new Date() };

test('[T10] a table compares texts in their normal form, and they stay as they were typed', async () => {
  const typed = {
    winner: '浙江甲建设（集团）有限公司',
    contractor: ' 浙江甲建设(集团)有限公司\u200b',
  };
  const refs = await resolveReferences(form, typed, nowhere);
  expect(refs.winner).toEqual({ found: true, normal: '浙江甲建设(集团)有限公司' });
  expect(refs.contractor).toEqual(refs.winner);
  expect((await resolveReferences(form, {}, nowhere)).winner).toEqual({
    found: false,
    normal: '',
  });
});
