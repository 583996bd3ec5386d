import { demoPermits } from '../../../seed';
import { type Permit, permitSystem, pushPermit } from '../../../stand-in/permit-system';
import {
  act,
  clockAt,
  codes,
  doAct,
  endSql,
  sql,
  unique,
  waitMessage,
  waitStatus,
  waitTask,
} from '../../harness/cases';
import { as, runtime, waitFor } from '../../harness/client';
import { completeInEngine } from '../../harness/engine-tasks';

const one = permitSystem('one', runtime.env);
const two = permitSystem('two', runtime.env);
const BUILDER = 'enterprise-913301090000000A2U';

/** 慈溪市's permit of a general contract by 甲, under a number of its own. */
function permit(more: Partial<Permit> = {}): Permit {
  return { ...(demoPermits[0] as unknown as Permit), permitNo: unique('330282'), ...more };
}

/** Pushes a permit that must be accepted; gives the id of the case. */
async function push(pushed: Permit, system = one): Promise<string> {
  const { status, body } = await pushPermit(system, pushed);
  expect({ status, body }).toMatchObject({ status: 201 });
  return String(body.id);
}

interface Entry {
  version: number;
  status: string;
  current: boolean;
  data: Record<string, unknown>;
}

/** All versions the library holds of a permit. */
const versions = (permitNo: string) =>
  sql<Entry>(
    `select version, status, valid_to is null as current, data from library_entry
     where kind = 'permit' and natural_key = $1 order by version`,
    [permitNo],
  );

const refusals = async (pushed: Permit, system = one) => {
  const { status, body } = await pushPermit(system, pushed);
  return { status, codes: codes({ body }) };
};

describe('permit intake', () => {
  beforeAll(() => clockAt('2026-09-28 09:00'));
  afterAll(async () => {
    await clockAt(null);
    await endSql();
  });

  test('[ZJ-21][GR-08] a pushed permit enters the library and its builder is told', async () => {
    const pushed = permit();
    const id = await push(pushed);
    const file = await waitStatus(id, 'PUSHED');
    expect(file.closedAt).not.toBeNull();
    expect(file.parties).toMatchObject({ builder: BUILDER, permitIssuer: 'county-330282' });

    const [entry, ...others] = await versions(pushed.permitNo);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ version: 1, status: 'PUSHED', current: true });
    expect(entry?.data).toMatchObject({ contractMode: 'GC', projectName: pushed.projectName });

    expect(await waitMessage(id, 'PERMIT_PUSHED')).toEqual([BUILDER]);
    const told = await sql('select subject from notice where case_id = $1', [id]);
    expect(told).toEqual([{ subject: '施工许可信息已推送' }]);
  });

  test('[ZJ-21] the second system pushes general contracts too', async () => {
    const pushed = permit({ sourceSystem: 'APPROVAL_PLATFORM' });
    await waitStatus(await push(pushed, two), 'PUSHED');
    expect(await versions(pushed.permitNo)).toHaveLength(1);
  });

  test('[ZJ-21] a standalone specialist project names its specialty', async () => {
    const { worksCategory: _, ...rest } = permit({ contractMode: 'STANDALONE' });
    const pushed = { ...rest, permitNo: String(rest.permitNo), specialty: 'CURTAIN_WALL' };
    await waitStatus(await push(pushed), 'PUSHED');
    const [entry] = await versions(pushed.permitNo);
    expect(entry?.data).toMatchObject({ contractMode: 'STANDALONE', specialty: 'CURTAIN_WALL' });
  });

  test('[ZJ-21][GR-12] the same push again, also five at once, adds no version', async () => {
    const pushed = permit();
    await waitStatus(await push(pushed), 'PUSHED');
    const again = await Promise.all([1, 2, 3, 4, 5].map(() => push(pushed)));
    for (const id of again) await waitStatus(id, 'PUSHED');
    expect(await versions(pushed.permitNo)).toMatchObject([{ version: 1, current: true }]);
  });

  test('[ZJ-21] a push with other content makes a new version, never a second permit', async () => {
    const pushed = permit();
    await waitStatus(await push(pushed), 'PUSHED');
    await waitStatus(await push({ ...pushed, projectName: '更名后的工程（虚构）' }), 'PUSHED');
    const entries = await versions(pushed.permitNo);
    expect(entries.map((e) => [e.version, e.current, e.data.projectName])).toEqual([
      [1, false, pushed.projectName],
      [2, true, '更名后的工程（虚构）'],
    ]);
  });

  test('[ZJ-21] two quick updates end with the later one, whichever is written first', async () => {
    const pushed = permit();
    const ids = [
      await push(pushed),
      await push({ ...pushed, ownerName: '后来的建设单位（虚构）' }),
    ];
    for (const id of ids) await waitStatus(id, 'PUSHED');
    const entries = await versions(pushed.permitNo);
    expect(entries.at(-1)).toMatchObject({ current: true });
    expect(entries.at(-1)?.data.ownerName).toBe('后来的建设单位（虚构）');
    expect(entries.filter((e) => e.current)).toHaveLength(1);
  });

  test('[ZJ-21] an older push that ends later does not replace a newer one', async () => {
    const { contractMode: _, ...unclassified } = permit();
    const pushed = { ...unclassified, permitNo: String(unclassified.permitNo) };
    const older = await push({ ...pushed, projectName: '旧名（虚构）' });
    await waitStatus(older, 'TO_CLASSIFY');
    const newer = await push({ ...pushed, projectName: '新名（虚构）', contractMode: 'GC' });
    await waitStatus(newer, 'PUSHED');
    await doAct(older, 'cixi.wang', 'CLASSIFY', { contractMode: 'STANDALONE' });
    await waitStatus(older, 'PUSHED');
    const entries = await versions(pushed.permitNo);
    expect(entries).toMatchObject([{ version: 1, current: true }]);
    expect(entries[0]?.data).toMatchObject({ projectName: '新名（虚构）', contractMode: 'GC' });
  });

  describe('without contract mode (OP-47)', () => {
    test('[ZJ-21][GR-03] the issuing authority alone classifies it', async () => {
      const { contractMode: _, ...unclassified } = permit();
      const id = await push(unclassified as Permit);
      await waitStatus(id, 'TO_CLASSIFY');
      expect(await versions(String(unclassified.permitNo))).toEqual([]);
      const task = await waitTask(id, 'CLASSIFY');
      expect(task).toMatchObject({ name: '补充承包方式', groups: ['county-330282'] });

      for (const [stranger, ...refused] of [
        ['ningbo.wu', 403, ['E-00-01']],
        ['xiaoshan.li', 404, ['E-00-22']],
        ['jia.zhao', 403, ['E-00-01']],
      ] as [string, number, string[]][]) {
        const response = await act(id, stranger, 'CLASSIFY', { contractMode: 'GC' });
        expect([stranger, response.status, codes(response)]).toEqual([stranger, ...refused]);
      }
      const unfilled = await act(id, 'cixi.wang', 'CLASSIFY', {});
      expect([unfilled.status, codes(unfilled)]).toEqual([422, ['E-00-10']]);

      await doAct(id, 'cixi.wang', 'CLASSIFY', { contractMode: 'STANDALONE' });
      await waitStatus(id, 'PUSHED');
      const [entry] = await versions(String(unclassified.permitNo));
      expect(entry?.data).toMatchObject({ contractMode: 'STANDALONE' });
    });

    test('[ZJ-21][E-00-01][GR-03] another authority that gets round Tasklist decides nothing', async () => {
      const { contractMode: _, ...unclassified } = permit();
      const id = await push(unclassified as Permit);
      await waitTask(id, 'CLASSIFY');
      await completeInEngine(id, 'CLASSIFY', 'xiaoshan.li', { contractMode: 'STANDALONE' });

      await waitFor('the task to be offered again', async () => {
        const rows = await sql('select 1 from decision where case_id = $1 and not valid', [id]);
        return rows.length === 1;
      });
      await waitTask(id, 'CLASSIFY');
      const events = await sql('select person, code from security_event where case_id = $1', [id]);
      expect(events).toEqual([{ person: 'xiaoshan.li', code: 'E-00-01' }]);

      await doAct(id, 'cixi.chen', 'CLASSIFY', { contractMode: 'GC' });
      await waitStatus(id, 'PUSHED');
      const [entry] = await versions(String(unclassified.permitNo));
      expect(entry?.data).toMatchObject({ contractMode: 'GC' });
      const decisions = await sql(
        'select person, outcome, valid from decision where case_id = $1 order by valid',
        [id],
      );
      expect(decisions).toEqual([
        { person: 'xiaoshan.li', outcome: 'STANDALONE', valid: false },
        { person: 'cixi.chen', outcome: 'GC', valid: true },
      ]);
    });
  });

  describe('what is refused', () => {
    test.each([
      ['E-21-01', 'an unknown builder', { builderUscc: '91330100000000999X' }],
      ['E-21-02', 'an issuing authority that is not in the directory', { issuingAuthority: 'x' }],
      [
        'E-21-03',
        'a standalone project out of the system for general contracts',
        { sourceSystem: 'APPROVAL_PLATFORM', contractMode: 'STANDALONE' },
      ],
      ['E-21-04', 'a project without category', { worksCategory: undefined }],
      ['E-21-05', 'a project outside the province', { projectPlace: '310101' }],
      ['E-21-06', 'a permit of tomorrow', { issueDate: '2026-09-29' }],
    ])('[ZJ-21][%s] %s', async (code, _what, more) => {
      expect(await refusals(permit(more))).toEqual({ status: 422, codes: [code] });
    });

    test('[E-21-01, E-21-02, E-21-05] everything at once, and nothing is stored', async () => {
      const count = async () => (await sql('select 1 from case_file')).length;
      const before = await count();
      const { status, body } = await pushPermit(
        one,
        permit({ builderUscc: 'x', issuingAuthority: 'x', projectPlace: '310101', ownerName: '' }),
      );
      expect(status).toBe(422);
      expect(codes({ body }).sort()).toEqual(['E-00-10', 'E-21-01', 'E-21-02', 'E-21-05']);
      expect(await count()).toBe(before);
    });

    test('[ZJ-21] a permit of today is not too early', async () => {
      await waitStatus(await push(permit({ issueDate: '2026-09-28' })), 'PUSHED');
    });

    test('[ZJ-21] only a permit system may push', async () => {
      const data = permit();
      for (const person of ['jia.zhao', 'cixi.wang', 'ops.lv', 'new.shi']) {
        const response = await (await as(person)).post('/api/cases/zj-permit-intake', { data });
        expect([person, response.status, codes(response)]).toEqual([person, 403, ['E-00-21']]);
      }
      expect(await versions(data.permitNo)).toEqual([]);
    });
  });
});
