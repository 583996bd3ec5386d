/** A flow that `npm run new:flow` wrote, as it was written, goes from submission to approval. */
import { newFlow } from '../../src/tools/new/new-flow';
import {
  caseView,
  clockAt,
  codes,
  deadlinesOf,
  doAct,
  leaveStack,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { as } from '../harness/client';
import { deployModels, ROOT } from '../harness/models';
import { type Somewhere, somewhereIn } from '../harness/somewhere';

const AREA = 'zhejiang';
const ID = 'zj-new-flow';

describe('npm run new:flow', () => {
  let at: Somewhere;
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    const files = newFlow(ROOT, { area: AREA, id: ID, name: '新流程样例' });
    const models = Object.entries(files).filter(([file]) =>
      /^(bpmn|dmn|forms|labels)\//.test(file),
    );
    await deployModels(...models.map(([file, content]) => ({ file, content })));
    at = await somewhereIn(AREA);
  });
  afterAll(async () => {
    await leaveStack();
    await deployModels();
  });

  const tryIt = async (changes: object = {}) => {
    const data = { name: '示例', place: at.place, content: '内容', ...changes };
    return (await as(at.applicant)).post(`/api/cases/${ID}`, { data });
  };

  test('what it wrote runs at once: submitted, sent back with the reason, corrected, approved', async () => {
    const { body } = await tryIt();
    expect(await waitTask(body.id, 'REVIEW')).toMatchObject({ groups: [at.authority] });
    // five working days, with the holidays of October between
    expect(Object.keys(await deadlinesOf(body.id))).toEqual(['REVIEW#1']);
    const no = { outcome: 'NOT_APPROVED', opinion: '内容不全' };
    await doAct(body.id, at.reviewer, 'REVIEW', no);
    expect(await waitStatus(body.id, 'NOT_APPROVED')).toMatchObject({ statusReason: no.opinion });
    const data = { name: '示例', place: at.place, content: '补全的内容' };
    await (await as(at.applicant)).post(`/api/cases/${body.id}/corrections`, { data });
    await doAct(body.id, at.reviewer, 'REVIEW', { outcome: 'APPROVED' });
    await waitStatus(body.id, 'ENTERED');
    expect(await caseView(body.id)).toMatchObject({ statusLabel: '已办结', round: 2 });
  });

  test('its own tables refuse, each with its code', async () => {
    expect(codes(await tryIt({ name: '别的', place: '999999' }))).toEqual(['E-NEWFLOW-01']);
    expect(codes(await tryIt({ name: '重复' }))).toEqual([]);
    expect(codes(await tryIt({ name: '重复' }))).toEqual(['E-NEWFLOW-02']);
  });
});
