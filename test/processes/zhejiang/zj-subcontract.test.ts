import { act, caseView, clockAt, codes, doAct, endSql, waitStatus, waitTask } from '../../harness/cases';
import { CIXI, CONFIRM, APPROVE, givenPermit, submitted, JIA } from '../../harness/subcontract';

test('x', async () => {
  const t0 = Date.now();
  const log = (s: string) => process.stdout.write(`${Date.now() - t0} ${s}\n`);
  await clockAt('2026-09-30 15:00');
  await givenPermit();
  log('permit');
  const id = await submitted();
  log('submitted');
  await waitTask(id, 'CONFIRM');
  log('task');
  await doAct(id, JIA, 'CONFIRM', CONFIRM);
  log('done');
  await waitStatus(id, 'UNDER_REVIEW');
  log('review');
  await doAct(id, CIXI, 'REVIEW', APPROVE);
  log('approved');
  await waitStatus(id, 'ENTERED');
  log('entered');
  log(JSON.stringify(await caseView(id)));
});
afterAll(endSql);
