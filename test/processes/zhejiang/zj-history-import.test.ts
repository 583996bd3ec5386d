import { clockAt, leaveStack, sql } from '../../harness/cases';
import { as, waitFor } from '../../harness/client';
import { historical, importFile, importProjects, OLD_CONTRACT } from '../../harness/history';
import { JIA } from '../../harness/subcontract';

const FLOW = 'zj-history-import';

interface Entry {
  library: string;
  status: string;
  marks: string[];
  version: number;
  data: Record<string, unknown>;
  secrets: string[];
}

/** Waits for the current entry of a project. */
function project(permitNo = '', version = 1): Promise<Entry> {
  return waitFor(`project ${permitNo}, version ${version}`, async () => {
    const [entry] = await sql<Entry>(
      `select library, status, marks, version, data, array(select jsonb_object_keys(secrets)) as secrets
       from library_entry where kind = 'project' and natural_key = $1 and valid_to is null`,
      [permitNo],
    );
    return entry?.version === version && entry;
  });
}

const casesOf = async (permitNo = '') =>
  (await sql('select 1 from case_file where process_id = $1 and subject = $2', [FLOW, permitNo]))
    .length;

describe('historical projects are imported from a file', () => {
  beforeAll(() => clockAt('2019-11-01 09:00'));
  afterAll(leaveStack);

  test('[ZJ-05][GR-01] what is incomplete waits as 后台已导入, whoever imported it stands in the trail', async () => {
    const row = historical({
      projectLeaderName: '张甲三',
      projectLeaderIdNumber: '330282188001010016',
    });
    const { code, out } = await importProjects([row]);
    expect([code, out]).toEqual([0, expect.stringContaining('1 行已提交 taken')]);
    expect(await project(row.permitNo)).toMatchObject({
      ...{ library: 'projects', status: 'IMPORTED', marks: ['IN_PROGRESS'] },
      data: { contractMode: 'GC', projectPlace: '330282', projectLeaderName: '张**' },
      secrets: expect.arrayContaining(['projectLeaderIdNumber']),
    });
    const trail = await sql<{ actor: string; action: string }>(
      `select a.actor, a.action from audit_event a join case_file c on a.chain = 'case:' || c.id
       where c.subject = $1 and a.action = 'case.submitted'`,
      [row.permitNo],
    );
    expect(trail).toMatchObject([{ actor: 'service-account-data-importer' }]);
  });

  test('[ZJ-05][DD-02][DD-03] what is complete is entered at once; completed projects are not in progress', async () => {
    const rows = [
      historical({ ...OLD_CONTRACT }),
      historical({ ...OLD_CONTRACT, acceptanceDate: '2014-01-20' }),
      historical({ ...OLD_CONTRACT, acceptanceDate: '2014-01-20', filingNo: 'BA-3' }),
      historical({ acceptanceDate: '2014-01-20' }),
    ];
    expect((await importProjects(rows)).code).toBe(0);
    const found = await Promise.all(rows.map(({ permitNo }) => project(permitNo)));
    expect(found.map(({ status, marks }) => [status, ...marks])).toEqual([
      ['ENTERED', 'IN_PROGRESS'],
      ['COMPLETED'],
      ['FILED'],
      ['IMPORTED'],
    ]);
    expect(found[0]?.data).toMatchObject({
      ...{ contractAmount: 3200, signedDate: '2012-02-10', startDate: '2012-03-20' },
      indicators: [{ name: 'AREA', value: '21000' }],
    });
  });

  test('[ZJ-05] run again it does nothing twice; a line that is new is taken', async () => {
    const [first, second] = [historical(), historical()];
    expect((await importProjects([first])).code).toBe(0);
    const again = await importProjects([first, second]);
    expect([again.code, again.out]).toEqual([
      0,
      expect.stringMatching(/1 行已提交.*1 行此前已提交/),
    ]);
    await project(second.permitNo);
    expect([await casesOf(first.permitNo), await casesOf(second.permitNo)]).toEqual([1, 1]);
  });

  test('[ZJ-05][E-05-06] a corrected line brings what is imported up to date, never what is entered', async () => {
    const [open, entered] = [historical(), historical({ ...OLD_CONTRACT })];
    await importProjects([open, entered]);
    await Promise.all([project(open.permitNo), project(entered.permitNo)]);
    const ownerName = '慈溪示例置业有限公司（虚构）';
    const again = await importProjects([
      { ...open, ownerName },
      { ...entered, ownerName },
    ]);
    expect([again.code, again.refused]).toEqual([2, ['3 E-05-06']]);
    expect((await project(open.permitNo, 2)).data.ownerName).toBe(ownerName);
    expect((await project(entered.permitNo)).data.ownerName).not.toBe(ownerName);
  });

  test('[ZJ-05][E-01-08][E-21-02][E-21-05][E-21-06][E-23-03] the report names every line that did not fit, and what came', async () => {
    const { code, out, refused, report } = await importProjects([
      historical({ projectPlace: '320100' }),
      historical({ builderUscc: '913301090000000A2X' }),
      historical({ issueDate: '2019-11-02' }),
      historical({ issuingAuthority: 'county-999999' }),
      historical({ projectLeaderIdNumber: '330282188001010017' }),
      historical({ issueDate: '三月', projectName: '' }),
      historical(),
    ]);
    expect(code).toBe(2);
    expect(out).toContain('1 行已提交 taken, 0 行此前已提交 known, 6 行被拒绝 refused');
    expect(refused).toEqual([
      ...['2 E-21-05', '3 E-23-03', '4 E-21-06', '5 E-21-02', '6 E-01-08'],
      ...['7 E-00-10', '7 E-00-10'],
    ]);
    expect(report).toMatch(
      /^\uFEFF行,代码,说明,字段,原值\n2,E-21-05,.*,工程项目所在地,.*320100）\n/,
    );
    expect(report).toContain('\n7,E-00-10,表单填写有误：项目名称：必填。,项目名称,');
    // personal data is masked
    expect(report).not.toContain('330282188001010017');
  });

  test('[ZJ-05] by labels, saved by Excel; a file or a process that is none says so', async () => {
    const { permitNo, issueDate, projectName, projectPlace, builderUscc } = historical();
    const head =
      '施工许可证编号,发证日期,项目名称,工程项目所在地,工程类别,施工单位统一社会信用代码';
    const line = [permitNo, issueDate, projectName, projectPlace, '市政公用工程', builderUscc];
    const file = `\uFEFF${head}\r\n${line.join(',')}\r\n`;
    expect((await importFile(file, FLOW)).code).toBe(0);
    expect((await project(permitNo)).data.worksCategory).toBe('MUNICIPAL');
    const wrongHead = await importFile('许可证\r\nX', FLOW);
    expect([wrongHead.code, wrongHead.out]).toEqual([1, expect.stringContaining('没有“许可证”')]);
    const noProcess = await importFile(file, 'zj-nothing');
    expect([noProcess.code, noProcess.out]).toEqual([1, expect.stringContaining('zj-nothing')]);
    const other = await importFile('permitNo\r\nX', 'zj-permit-intake');
    expect([other.code, other.out]).toEqual([1, expect.stringContaining('E-00-21')]);
  });

  test('[ZJ-05][E-00-21] nobody else imports', async () => {
    const data = historical();
    const answer = await (await as(JIA)).post(`/api/cases/${FLOW}`, { data });
    expect([answer.status, answer.body.errors[0].code]).toEqual([403, 'E-00-21']);
  });
});
