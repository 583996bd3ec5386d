/**
 * Cases that began under a release of before the feed: their diagrams record an act in a step of its
 * own, explain decisions with a listener, and hand over each variable by itself. They still end.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  actsOf,
  clockAt,
  doAct,
  leaveStack,
  sql,
  unique,
  waitMessage,
  waitStatus,
  waitTask,
} from '../harness/cases';
import { inventedInstance } from '../harness/instances';
import { jobBench } from '../harness/jobs';
import { deployFolder, deployModels } from '../harness/models';
import {
  APPROVE,
  CIXI,
  CONFIRM,
  correct,
  entryOf,
  GROUP,
  givenPermit,
  JIA,
  NOTICE,
  REPLY,
  submitted,
} from '../harness/subcontract';
import { waitTimer } from '../harness/timers';

/** Zhejiang's and the common models of commit a062de8. */
const RELEASE = join(__dirname, '../harness/older-release/a062de8.json.gz');

async function deployOlder(): Promise<void> {
  const resources: { name: string; content: string }[] = JSON.parse(
    gunzipSync(readFileSync(RELEASE)).toString('utf8'),
  );
  const folder = mkdtempSync(join(tmpdir(), 'zjf-older-'));
  try {
    for (const { name, content } of resources) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    await deployFolder(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Which rows the engine said had matched for a case. */
async function matched(id: string): Promise<string[]> {
  const rows = await sql<{ decision_id: string }>(
    'select distinct decision_id from rule_hit where case_id = $1 order by 1',
    [id],
  );
  return rows.map((row) => row.decision_id);
}

describe('cases of a release of before the feed', () => {
  let confirmed: string;
  let returned: string;
  let silent: string;

  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await givenPermit();
    await deployOlder();
    [confirmed, returned, silent] = await Promise.all([submitted(), submitted(), submitted()]);
    await doAct(confirmed, JIA, 'CONFIRM', CONFIRM);
    await waitTask(confirmed, 'REVIEW');
    await doAct(returned, JIA, 'CONFIRM', { outcome: 'RETURNED', opinion: '请更正。' });
    await waitStatus(returned, 'RETURNED');
    await waitTask(silent, 'CONFIRM');
    // what began above goes on under its own rules, beside those of today
    await deployModels();
  });
  afterAll(async () => {
    await deployModels();
    await leaveStack();
  });

  test('[ZJ-07] confirmed before the change of releases, reviewed and entered after it', async () => {
    await doAct(confirmed, CIXI, 'REVIEW', APPROVE);
    await waitStatus(confirmed, 'ENTERED');
    expect(await actsOf(confirmed)).toEqual([`${JIA} CONFIRM`, `${CIXI} REVIEW`]);
    expect((await entryOf(confirmed))?.n).toBe(1);
    expect(await matched(confirmed)).toEqual([
      'zj-deadlines',
      'zj-gc-escalation',
      'zj-local-authority',
      'zj-review-routing',
    ]);
  });

  test('[ZJ-07] returned before, corrected after: the next round of the same diagram', async () => {
    await correct(returned);
    await doAct(returned, JIA, 'CONFIRM', CONFIRM);
    await waitTask(returned, 'REVIEW');
    await doAct(returned, CIXI, 'REVIEW', APPROVE);
    const view = await waitStatus(returned, 'ENTERED');
    expect(view.round).toBe(2);
  });

  test('[ZJ-07] its old timers fire: notice, reply, late confirmation, library', async () => {
    await waitTimer(silent, 'Event_ConfirmationDue');
    await clockAt('2026-10-10 20:00');
    await waitTask(silent, 'ISSUE_NOTICE');
    await doAct(silent, CIXI, 'ISSUE_NOTICE', NOTICE);
    await doAct(silent, JIA, 'REPLY', REPLY);
    await doAct(silent, JIA, 'CONFIRM', CONFIRM);
    await doAct(silent, CIXI, 'REVIEW', APPROVE);
    const view = await waitStatus(silent, 'ENTERED');
    expect(view.flags).toContain('GC_CONFIRM_LATE');
    expect(await waitMessage(silent, 'CASE_ENTERED')).toEqual([GROUP.jia, GROUP.yi].sort());
  });

  test('[D1] its processes may act on related cases, which those of today have to declare', async () => {
    const bench = await jobBench();
    try {
      const subject = unique('S-');
      const closed = { subject, closed_at: new Date() };
      const [own, related] = [await bench.storedCase(closed), await bench.storedCase(closed)];
      const key = inventedInstance(own);
      await sql(
        `insert into engine_instance (key, process_id, definition_key, root_key, started_at)
         values ($1, 'zj-subcontract', '1', $1, now())`,
        [key],
      );
      const [{ id: older = 0 } = {}] = await sql<{ id: number }>(
        'select release_id as id from case_file where id = $1',
        [confirmed],
      );
      const { processes } = await bench.deps.releases.byId(older);
      const [before = ''] = Object.keys(processes).filter((d) => processes[d] === 'zj-subcontract');
      const flag = (more: object) =>
        bench.deliver(
          bench.job(
            'case.set-status',
            { caseId: related, addFlags: ['X'] },
            { processInstanceKey: key, ...more },
          ),
        );
      const today = await flag({});
      expect(today).toMatchObject({ kind: 'fail', message: expect.stringMatching(/^E-00-81/) });
      expect(await flag({ processDefinitionKey: before })).toMatchObject({ kind: 'complete' });
    } finally {
      await bench.deps.close();
    }
  });
});
