/** The files of projects and enterprises, and what an enterprise is offered to enter (home page). */
import {
  clockAt,
  codes,
  doAct,
  leaveStack,
  publishCalendar,
  waitStatus,
} from '../../harness/cases';
import { as } from '../../harness/client';
import { entered } from '../../harness/entry';
import { pushedLike, SUPPLEMENT } from '../../harness/permit-project';
import {
  APPROVE,
  BING,
  CIXI,
  HANGZHOU,
  JIA,
  PERMIT,
  submitted,
  XIAOSHAN,
  YI,
} from '../../harness/subcontract';

interface File {
  total: number;
  cases: { process: string; status: string }[];
  entries: { kind: string; counts: boolean; why: string; versions: { case: string | null }[] }[];
}

const file = async (who: string, permitNo: string): Promise<File> =>
  (await (await as(who)).get(`/api/projects/${permitNo}`).expect(200)).body;

const kinds = ({ entries }: File) => entries.map(({ kind, counts }) => `${kind} ${counts}`);
/** In no order: the clock stands still. */
const processes = ({ cases }: File) => cases.map(({ process }) => process).sort();
const page = async (who: string, path: string): Promise<string> =>
  (await (await as(who)).get(path).expect(200)).text;
/** Where the home page offers to enter something for a permit. */
const offered = async (who: string, permitNo: string) =>
  [...(await page(who, '/')).matchAll(/href="(\/submit\/[^"]+)"/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((href) => href.includes(permitNo));

/** A permit of 甲 in 慈溪市, from its push to representative performance (DT-18). */
describe('files of a project and of an enterprise', () => {
  let permitNo: string;
  let supplement: string;

  beforeAll(async () => {
    // later than every other test: the newest cases and entries are shown
    await publishCalendar(2035);
    await clockAt('2035-03-05 10:00');
    permitNo = await pushedLike(PERMIT, { issueDate: '2026-06-01' });
  });
  afterAll(leaveStack);

  test('[ZJ-04] the home page offers 甲 the permit, filled in, and nobody else', async () => {
    expect(await offered(JIA, permitNo)).toEqual([
      `/submit/zj-permit-project?permitNo=${permitNo}`,
    ]);
    expect(await offered(YI, permitNo)).toEqual([]);
    const form = await page(JIA, `/submit/zj-permit-project?permitNo=${permitNo}`);
    expect(form).toContain(`"permitNo":"${permitNo}"`);
  });

  test('[ZJ-05][DT-13] what has a cut-off behind it is named with the reason, and still within reach', async () => {
    const home = await page(JIA, '/');
    const closed = home.slice(home.indexOf('id="closed"'));
    expect(closed).toContain('历史业绩补录已停止');
    expect(closed).toContain('href="/submit/zj-history-project"');
    expect(home.slice(0, home.indexOf('id="closed"'))).not.toContain('zj-history-project');
  });

  test('[ZJ-04] while it is supplemented it is offered no more; its file tells of both cases', async () => {
    supplement = await entered(
      'zj-permit-project',
      { who: JIA, data: { permitNo, ...SUPPLEMENT } },
      'UNDER_REVIEW',
    );
    expect(await offered(JIA, permitNo)).toEqual([]);
    const seen = await file(JIA, permitNo);
    expect(processes(seen)).toEqual(['zj-permit-intake', 'zj-permit-project']);
    expect(kinds(seen)).toEqual(['施工许可 false']);
  });

  test('[ZJ-06][ZJ-22][DT-18] entered, it is offered completion and representative performance; then it counts', async () => {
    await doAct(supplement, CIXI, 'REVIEW', APPROVE);
    await waitStatus(supplement, 'ENTERED');
    expect((await offered(JIA, permitNo)).sort()).toEqual([
      `/submit/zj-completion?permitNo=${permitNo}`,
      `/submit/zj-representative?collection=GC&permitNo=${permitNo}`,
    ]);
    expect(kinds(await file(JIA, permitNo))).toEqual(['施工许可 false', '工程项目 false']);
    const data = { collection: 'GC', permitNo };
    const representative = await entered(
      'zj-representative',
      { who: JIA, data, papers: ['RELATED_SCAN'] },
      'UNDER_REVIEW',
    );
    await doAct(representative, HANGZHOU, 'REVIEW', APPROVE);
    await waitStatus(representative, 'IN_LIBRARY');
    const seen = await file(JIA, permitNo);
    expect(kinds(seen)).toEqual(['施工许可 false', '工程项目 false', '代表工程业绩 true']);
    expect(seen.entries[2]?.why).toContain('政务服务网可提取');
    expect(await offered(JIA, permitNo)).toEqual([`/submit/zj-completion?permitNo=${permitNo}`]);
  });

  test('[GR-03][DT-18] each sees of a file what they see of its cases; strangers nothing', async () => {
    const ofSub = await submitted({ gcPermitNo: permitNo });
    // 乙’s own record refers to the permit; the other cases are 甲’s
    expect(processes(await file(YI, permitNo))).toEqual(['zj-subcontract']);
    expect(processes(await file(JIA, permitNo))).toHaveLength(4);
    expect(processes(await file(HANGZHOU, permitNo))).toEqual(['zj-representative']);
    for (const who of [BING, XIAOSHAN]) {
      const refused = await (await as(who)).get(`/api/projects/${permitNo}`);
      expect([refused.status, codes(refused)]).toEqual([404, ['E-00-22']]);
      expect((await (await as(who)).get(`/projects/${permitNo}`)).status).toBe(404);
    }
    // a version that a case of somebody else made says no number
    const [entry] = (await file(CIXI, permitNo)).entries;
    expect(entry?.versions).toHaveLength(1);
    const shown = await page(JIA, `/projects/${permitNo}`);
    expect(shown).toContain(`href="/cases/${ofSub}"`);
    expect(shown).toContain('项目档案');
  });

  test('[DT-18] the file of an enterprise: its own cases, for itself and its reviewers', async () => {
    const own = await page(JIA, '/');
    const [href = ''] = /\/enterprises\/[0-9A-Z]+/.exec(own) ?? [];
    const shown = await page(JIA, href);
    expect(shown).toContain('企业档案');
    expect(shown).toContain(permitNo);
    // 丙 may take part in other cases of 甲, in none of this project
    expect((await (await as(BING)).get(href)).text).not.toContain(permitNo);
    const { body } = await (await as(HANGZHOU)).get(`/api${href}`).expect(200);
    expect(new Set(body.cases.map((one: { process: string }) => one.process))).toContain(
      'zj-representative',
    );
  });
});
