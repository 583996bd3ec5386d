import { caseFileView } from '../../../src/cases/case-file';
import { CaseFile } from '../../../src/entities';
import { asMarkdown } from '../../../src/wording/as-markdown';
import { alteringModels } from '../../harness/altered-models';
import { calendar, csv, SIGNED, timersOf, waitMoved } from '../../harness/calendar';
import {
  act,
  actsOf,
  caseView,
  clockAt,
  codes,
  doAct,
  messagesOf,
  openTasksOf,
  sql,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as, waitFor } from '../../harness/client';
import { completeInEngine, completeTask, taskKey } from '../../harness/engine-tasks';
import { type JobBench, jobBench } from '../../harness/jobs';
import { deployModels } from '../../harness/models';
import {
  AGREE,
  askingFor,
  confirmed,
  DISAGREE,
  JINHUA,
  OFFICE,
  PROVINCE,
  underOpinion,
  waitOpinions,
} from '../../harness/opinions';
import { APPROVE, CIXI, correct, entryOf, GROUP, YIWU } from '../../harness/subcontract';

const NOT_APPROVED = { outcome: 'NOT_APPROVED', opinion: '请按会签意见补正' };

/** The open task of a case that one office has. */
async function taskOf(id: string, group: string): Promise<string> {
  const rows = await sql<{ key: string }>(
    `select t.key from case_file c join engine_task t on t.root_key = c.process_instance_key
     where c.id = $1 and t.state = 'CREATED' and $2 = any(t.candidate_groups)`,
    [id, group],
  );
  if (rows.length !== 1) throw new Error(`${group} has ${rows.length} tasks`);
  return rows[0]?.key ?? '';
}

/** The notes at the head of a task's form, as the portal and Tasklist show them. */
async function notesOf(who: string, key: string): Promise<string> {
  return (await (await as(who)).get(`/api/tasks/${key}`).expect(200)).body.data.notes;
}

/** The shared step common-opinion, as ZJ-07 calls it where DT-03 asks for opinions. */
describe('common-opinion', () => {
  let bench: JobBench;
  alteringModels();
  beforeAll(async () => {
    bench = await jobBench();
  });
  afterAll(async () => {
    await bench?.deps.close();
  });

  async function caseFile(id: string) {
    const file = await bench.deps.db.manager.findOneByOrFail(CaseFile, { id });
    const cixi = { username: CIXI, name: CIXI, organisations: [GROUP.cixi], roles: [] };
    return caseFileView(bench.deps, file, cixi);
  }

  describe('of two offices', () => {
    beforeAll(async () => {
      await deployModels(
        ...(await askingFor({ 'ZJ-07-FIRE': 'REG_CITY', 'ZJ-07-PROVINCE': 'PROVINCE' })),
      );
    });
    beforeEach(() => clockAt('2026-09-28 09:00'));

    test('[ZJ-07][DT-03][GR-03] both are asked at once; once both agree, the review may approve', async () => {
      const id = await underOpinion(2);
      const view = await caseView(id);
      expect(view.tasks.map(({ act, groups }) => [act, ...groups]).sort()).toEqual([
        ['GIVE_OPINION', OFFICE.jinhua],
        ['GIVE_OPINION', OFFICE.province],
      ]);
      // who reviews stays who it was
      expect(view.parties).toMatchObject({ authority: GROUP.cixi });
      expect(codes(await act(id, CIXI, 'REVIEW', APPROVE))).toEqual(['E-00-03']);

      // the second of two tasks for the same act is the province's
      await doAct(id, PROVINCE, 'GIVE_OPINION', AGREE);
      await waitOpinions(id, 1);
      expect(await caseView(id)).toMatchObject({ status: 'UNDER_OPINION' });
      expect(codes(await act(id, CIXI, 'REVIEW', APPROVE))).toEqual(['E-00-03']);
      const again = await act(id, PROVINCE, 'GIVE_OPINION', AGREE);
      expect([again.status, codes(again)]).toEqual([403, ['E-00-01']]);
      const inbox = await as(JINHUA);
      const key = await taskOf(id, OFFICE.jinhua);
      await inbox.post(`/api/tasks/${key}/completion`, AGREE).expect(202);
      await waitStatus(id, 'UNDER_REVIEW');

      const notes = await notesOf(CIXI, await taskKey(id, 'REVIEW'));
      const { decisions } = await caseFile(id);
      const opinions = decisions.filter((one) => one.act === 'GIVE_OPINION');
      expect(opinions.map(({ outcomeLabel }) => outcomeLabel)).toEqual(['同意', '同意']);
      for (const { organisation } of opinions) {
        expect(organisation).toMatch(/金华|浙江/);
        expect(notes).toContain(asMarkdown(`${organisation} 会签：同意`));
      }
      await doAct(id, CIXI, 'REVIEW', APPROVE);
      await waitStatus(id, 'ENTERED');
      expect(await entryOf(id)).toMatchObject({ library: 'projects', n: 1 });
    });

    test('[E-00-07][GR-04] one disagrees: not to be approved at any door, but returned; the next round asks again', async () => {
      const id = await underOpinion(2);
      const wordless = await act(id, JINHUA, 'GIVE_OPINION', { outcome: 'DISAGREED' });
      expect([wordless.status, codes(wordless)]).toEqual([422, ['E-00-10']]);
      await doAct(id, JINHUA, 'GIVE_OPINION', DISAGREE);
      await waitOpinions(id, 1);
      // past the doors, as by Tasklist
      await completeTask(await taskOf(id, OFFICE.province), PROVINCE, AGREE);
      await waitTask(id, 'REVIEW');

      const refused = await act(id, CIXI, 'REVIEW', APPROVE);
      expect([refused.status, codes(refused)]).toEqual([409, ['E-00-07']]);
      const done = await completeInEngine(id, 'REVIEW', CIXI, APPROVE);
      await waitFor('REVIEW offered again', async () => (await taskKey(id, 'REVIEW')) !== done);
      expect(await actsOf(id)).toContain(`${CIXI} REVIEW void:E-00-07`);
      await doAct(id, CIXI, 'REVIEW', NOT_APPROVED);
      await waitStatus(id, 'NOT_APPROVED');

      await correct(id);
      await confirmed(id, 2);
      await doAct(id, JINHUA, 'GIVE_OPINION', AGREE);
      await doAct(id, PROVINCE, 'GIVE_OPINION', AGREE);
      await waitTask(id, 'REVIEW');
      expect(await caseView(id)).toMatchObject({ round: 2 });
      await doAct(id, CIXI, 'REVIEW', APPROVE);
      await waitStatus(id, 'ENTERED');
    });

    test('[GR-03][E-00-01] who belongs to neither office gives no opinion; the task is offered again', async () => {
      const id = await underOpinion(2);
      const refused = await act(id, CIXI, 'GIVE_OPINION', AGREE);
      expect([refused.status, codes(refused)]).toEqual([403, ['E-00-01']]);
      expect((await act(id, YIWU, 'GIVE_OPINION', AGREE)).status).toBe(404);
      const key = await taskOf(id, OFFICE.jinhua);
      const other = await taskOf(id, OFFICE.province);
      await completeTask(key, YIWU, AGREE);
      const again = await waitFor('the task again', async () => {
        const found = await taskOf(id, OFFICE.jinhua);
        return found !== key && found;
      });
      expect(await actsOf(id)).toContain(`${YIWU} GIVE_OPINION void:E-00-01`);
      expect(await notesOf(JINHUA, again)).toContain('上次办理无效');
      // of the other office's task nothing was tried
      await completeTask(other, YIWU, AGREE);
      await waitFor('that task again', async () => (await taskOf(id, OFFICE.province)) !== other);
      await doAct(id, PROVINCE, 'GIVE_OPINION', AGREE);
      await doAct(id, JINHUA, 'GIVE_OPINION', AGREE);
      await waitTask(id, 'REVIEW');
      expect((await openTasksOf(id)).length).toBe(1);
    });

    test('[GR-05][DT-04] late is flagged and told to whoever is late; silence is no consent', async () => {
      const id = await underOpinion(2);
      await doAct(id, PROVINCE, 'GIVE_OPINION', AGREE);
      await waitOpinions(id, 1);
      // 10-01 to 10-07 is holiday, Sat 10-10 is worked
      await clockAt('2026-10-11 00:00');
      await waitFor('the flag', async () => (await caseView(id)).flags.includes('OPINION_OVERDUE'));
      await waitMessage(id, 'OPINION_OVERDUE');
      expect(await messagesOf(id)).toMatchObject({ OPINION_OVERDUE: [OFFICE.jinhua] });
      expect(await caseView(id)).toMatchObject({ status: 'UNDER_OPINION' });
      await doAct(id, JINHUA, 'GIVE_OPINION', AGREE);
      await waitTask(id, 'REVIEW');
      expect(
        await sql(
          "select person, late from decision where case_id = $1 and act = 'GIVE_OPINION' order by completed_at",
          [id],
        ),
      ).toEqual([
        { person: PROVINCE, late: false },
        { person: JINHUA, late: true },
      ]);
      // each has a limit of its own, though both have the same key
      const { deadlines } = await caseFile(id);
      const limits = deadlines.filter(({ key }) => key === 'LOCAL_REVIEW_5');
      expect(limits.map(({ state }) => state).sort()).toEqual(['MET', 'OVER']);
    });
  });

  describe('of one office, twice', () => {
    beforeAll(async () => {
      await deployModels(
        ...(await askingFor({ 'ZJ-07-FIRE': 'REG_CITY', 'ZJ-07-LAND': 'REG_CITY' })),
      );
      await clockAt('2026-09-28 09:00');
    });
    afterEach(async () => {
      await sql('delete from calendar_day');
    });

    test('[ZJ-07][DT-03] what somebody has claimed is meant; both limits follow the calendar', async () => {
      const id = await underOpinion(2);
      const [first = '', second = ''] = await waitOpinions(id, 2);
      const limits = () =>
        sql<{ due: string }>(
          `select to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as due
           from deadline where case_id = $1 and key = 'LOCAL_REVIEW_5'`,
          [id],
        );
      expect((await limits()).map(({ due }) => due)).toEqual(
        Array.from({ length: 2 }, () => '2026-10-11 00:00'),
      );
      const published = await calendar(csv('2026-10-10,REST,测试假日'), ...SIGNED);
      // cases that other files have cancelled may be left
      expect(published.out).toMatch(/published .* moved/);
      expect(new Set(await waitMoved(id))).toEqual(new Set(['MOVED']));
      expect((await limits()).map(({ due }) => due)).toEqual(
        Array.from({ length: 2 }, () => '2026-10-13 00:00'),
      );
      expect(await timersOf(id)).toEqual({ Event_OpinionOverdue: '2026-10-13 00:00' });

      await (await as(JINHUA)).post(`/api/tasks/${second}/claim`).expect(200);
      await doAct(id, JINHUA, 'GIVE_OPINION', AGREE);
      expect(await waitOpinions(id, 1)).toEqual([first]);
      await doAct(id, JINHUA, 'GIVE_OPINION', DISAGREE);
      await waitTask(id, 'REVIEW');
      expect(codes(await act(id, CIXI, 'REVIEW', APPROVE))).toEqual(['E-00-07']);
    });
  });
});
