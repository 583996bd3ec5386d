/** An engine that asks who is calling (`ZJF_ENGINE_AUTH=identity`), as on the first lane. */
import { answersTo } from '../harness/asking-engine';
import { setting, token } from '../harness/client';
import { CIXI } from '../harness/subcontract';

const REFUSED = { rest: 401, grpc: '16' };

test.each([
  ['nobody', async () => undefined],
  ['a reviewer with the own token', () => token(CIXI)],
  ['an administrator', () => token('ops.lv')],
  ['an outside system', () => token('permit-system-one')],
  ['somebody with an invented token', async () => 'eyJhbGciOiJub25lIn0.e30.'],
])('[D5] %s is refused by the engine, at REST and gRPC', async (_who, tokenOf) => {
  expect(await answersTo(await tokenOf())).toEqual(REFUSED);
});

test('the application and Tasklist have a client of their own, which is let in', async () => {
  const own = await token(setting('ENGINE_CLIENT_ID'));
  expect(await answersTo(own)).toEqual({ rest: 200, grpc: '0' });
});
