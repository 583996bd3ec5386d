/** An analyst plans a change, reads what it would do, and applies exactly that. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clockAt, leaveStack, sql } from '../harness/cases';
import { API } from '../harness/client';
import { type Change, deployModels, inFolder, tool } from '../harness/models';
import {
  ANALYST,
  applyFolder,
  auditOf,
  fiveDays,
  newestRelease,
  PLANS,
  planFolder,
  planModels,
  rewording,
  WHY,
} from '../harness/rule-changes';

/** A job type that nobody offers: an error of the lint. */
const BROKEN: Change = {
  file: 'bpmn/common/common-deadline.bpmn',
  from: 'type="deadline.compute"',
  to: 'type="deadline.computed"',
};

const refused = (code: string) => ({
  code: 1,
  out: expect.stringMatching(new RegExp(`^${code} `)),
});

describe('plan and apply', () => {
  beforeAll(async () => {
    await clockAt('2026-09-28 09:00');
    await deployModels();
  });
  afterAll(async () => {
    await deployModels();
    await leaveStack();
  });

  test('no change: nothing to tell, exit code 0', async () => {
    const { code, plan } = await planModels([]);
    expect(code).toBe(0);
    expect(plan).toMatchObject({ changes: [], findings: [], from: (await newestRelease()).id });
  });

  test('a change of one table: what differs and the open cases, and nothing is deployed', async () => {
    const { id } = await newestRelease();
    const { plan } = await planModels([await fiveDays()]);
    expect(new Set(plan.changes.map(({ file }) => file))).toEqual(
      new Set(['dmn/zhejiang/zj-deadlines.dmn']),
    );
    expect(plan.from).toBe(id);
    const [{ n = -1 } = {}] = await sql<{ n: number }>(
      'select count(*)::int as n from case_file where closed_at is null',
    );
    expect(plan.open.count).toBe(n);
    expect(JSON.parse(await readFile(join(PLANS, `${plan.hash}.json`), 'utf8'))).toEqual(plan);
    expect((await newestRelease()).id).toBe(id);
  });

  test('people read it in Chinese, with the command to go on', async () => {
    const { out } = await inFolder([await fiveDays()], (folder) => tool('plan', folder));
    expect(out).toMatch(/更改预览 [0-9a-f]{12}（对照现行版本 \d+）/);
    expect(out).toMatch(/一、更改：\d+ 处/);
    expect(out).toMatch(/三、在办事项/);
    expect(out).toMatch(/npm run apply -- [0-9a-f]{12} --by/);
  });

  test('errors of the lint: exit code 1, and not applied unless forced', async () => {
    await inFolder([BROKEN], async (folder) => {
      const { code, plan } = await planFolder(folder);
      expect(code).toBe(1);
      expect(plan.findings).toContainEqual(
        expect.objectContaining({ severity: 'error', file: BROKEN.file }),
      );
      expect(await applyFolder(folder, plan.hash)).toMatchObject(refused('PLAN_HAS_ERRORS'));
    });
  });

  test('applied as it was shown: the release has who, why and the plan, the audit trail tells it', async () => {
    await inFolder([await fiveDays()], async (folder) => {
      const { plan } = await planFolder(folder);
      const { code, out } = await applyFolder(folder, plan.hash.slice(0, 12));
      const release = await newestRelease();
      expect({ code, out }).toEqual({
        code: 0,
        out: `已部署为版本 ${release.id}：${API}/releases/${release.id}\n`,
      });
      expect(release).toMatchObject({ deployed_by: ANALYST, reason: WHY, plan, waits: false });
      const events = await auditOf(release.id);
      expect(events).toMatchObject([
        {
          ...{ action: 'release.deployed', actor: ANALYST },
          detail: { from: plan.from, reason: WHY, plan: plan.hash, changes: plan.changes },
        },
      ]);
      // the plan was made on the release before this one
      const again = await applyFolder(folder, plan.hash);
      expect(again).toMatchObject(refused('PLAN_OTHER_BASE'));
    });
  });

  test('two at once: one is applied, the other was made on another release', async () => {
    await inFolder([], async (folder) => {
      const { plan } = await planFolder(folder);
      const done = await Promise.all([1, 2].map(() => applyFolder(folder, plan.hash)));
      expect(done.map(({ code }) => code).sort()).toEqual([0, 1]);
      expect(done.map(({ out }) => out).join()).toMatch(/PLAN_OTHER_BASE/);
    });
  });

  test('refused: other models than shown, an altered or unknown plan, nobody, no reason', async () => {
    const { id } = await newestRelease();
    const { plan } = await planModels([await fiveDays()]);
    await inFolder([await fiveDays(), rewording('其他')], async (folder) => {
      expect(await applyFolder(folder, plan.hash)).toMatchObject(refused('PLAN_OTHER_MODELS'));
    });
    await inFolder([await fiveDays()], async (folder) => {
      const by = (who: string, why: string) =>
        tool('apply', plan.hash, '--by', who, '--why', why, folder);
      expect(await by('nobody.one', WHY)).toMatchObject(refused('PERSON_UNKNOWN'));
      expect(await by(ANALYST, ' ')).toMatchObject(refused('REASON_MISSING'));
      expect(await applyFolder(folder, '0123456789')).toMatchObject(refused('PLAN_UNKNOWN'));
      const file = join(PLANS, `${plan.hash}.json`);
      await writeFile(file, JSON.stringify({ ...plan, changes: [] }));
      expect(await applyFolder(folder, plan.hash)).toMatchObject(refused('PLAN_ALTERED'));
    });
    expect((await newestRelease()).id).toBe(id);
  });
});
