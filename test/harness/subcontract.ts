import { demoEnterprises, demoPermits } from '../../seed';
import { permitSystem, pushPermit } from '../../stand-in/permit-system';
import { attach, type CaseView, codes, sql, unique, waitStatus, waitTask } from './cases';
import { as, runtime } from './client';

/** What the acceptance examples of ZJ-07 call 甲, 乙 and 丙, and the authorities around them. */
export const JIA = 'jia.zhao';
export const YI = 'yi.qian';
export const BING = 'bing.sun';
export const CIXI = 'cixi.wang';
export const XIAOSHAN = 'xiaoshan.li';
export const YIWU = 'yiwu.zhou';
export const HANGZHOU = 'hangzhou.zheng';

export const GROUP = {
  jia: enterprise('甲'),
  yi: enterprise('乙'),
  bing: enterprise('丙'),
  cixi: 'county-330282',
  xiaoshan: 'county-330109',
  ningbo: 'city-330200',
};

function enterprise(label: string): string {
  return `enterprise-${demoEnterprises.find((e) => e.label === label)?.creditCode}`;
}

/** 甲's building permit, issued by 慈溪市. */
export const PERMIT = '330282202609220101';
/** A permit of a standalone project: no general contractor confirms there. */
export const STANDALONE_PERMIT = '330282202604070301';

export const PAPERS = ['SUBCONTRACT', 'ACCEPTANCE_RECORD'];
export const CONFIRM = { outcome: 'CONFIRMED' };
export const APPROVE = { outcome: 'APPROVED' };
export const NOTICE = { noticeText: '请核实并先回复本督促单，再予以确认。' };
export const REPLY = { replyText: '已收到，正在核实分包合同和验收记录。' };

/** Has a demo permit pushed by its permit system, unless it is known already. */
export async function givenPermit(permitNo = PERMIT): Promise<void> {
  const known = await sql(
    "select 1 from library_entry where kind = 'permit' and natural_key = $1 and valid_to is null",
    [permitNo],
  );
  if (known.length === 0) await pushDemoPermit(permitNo);
}

/** Has a demo permit pushed by its permit system, with some changes. */
export async function pushDemoPermit(permitNo: string, changes: object = {}): Promise<void> {
  const permit = demoPermits.find((p) => p.permitNo === permitNo);
  if (!permit) throw new Error(`no demo permit ${permitNo}`);
  const { worksCategory: category, ...rest } = permit;
  const kind = permit.contractMode === 'STANDALONE' ? 'specialty' : 'worksCategory';
  const system = permitSystem(permit.sourceSystem === 'PERMIT_SYSTEM' ? 'one' : 'two', runtime.env);
  const pushed = await pushPermit(system, { ...rest, [kind]: category, ...changes });
  if (pushed.status !== 201) throw new Error(`permit: ${JSON.stringify(pushed)}`);
  await waitStatus(String(pushed.body.id), 'PUSHED');
}

/** The fields of a subcontract record; each has a contract of its own. */
export function record(changes: object = {}): Record<string, unknown> {
  return {
    gcPermitNo: PERMIT,
    specialty: 'DECORATION',
    projectName: '示例家园一期1号楼精装修（虚构）',
    contractNo: unique('HT-'),
    contractAmount: 120,
    startDate: '2026-05-06',
    finishDate: '2026-09-20',
    indicators: '精装修面积 3200 平方米',
    projectLeaderName: '陈乙三',
    projectLeaderIdNumber: '330782188801010011',
    ...changes,
  };
}

/** Hands a record in; the response is the caller's to check. */
export async function trySubmit(
  changes: object = {},
  { who = YI, papers = PAPERS }: { who?: string; papers?: string[] } = {},
) {
  const attachments = await attach(who, papers);
  return (await as(who)).post('/api/cases/zj-subcontract', { data: record(changes), attachments });
}

/** Codes a submission is refused with; none if it is taken. */
export async function refusals(...submission: Parameters<typeof trySubmit>): Promise<string[]> {
  return codes(await trySubmit(...submission));
}

/** Hands a record in, as 乙, that waits for 甲's confirmation. */
export async function submitted(changes: object = {}): Promise<string> {
  const response = await trySubmit(changes);
  if (response.status !== 201) throw new Error(`submit: ${response.status} ${response.text}`);
  await waitStatus(response.body.id, 'WAIT_GC');
  return response.body.id;
}

/** Hands several records in at once; 甲 has each as a task: its timers are set, the clock may move. */
export function submittedMany<K extends string>(...names: K[]): Promise<Record<K, string>> {
  return inParallel(names, async () => {
    const id = await submitted();
    await waitTask(id, 'CONFIRM');
    return id;
  });
}

/** The same for each name, all at once. */
export async function inParallel<K extends string, T>(
  names: K[],
  make: (name: K) => Promise<T>,
): Promise<Record<K, T>> {
  const made = await Promise.all(names.map(async (name) => [name, await make(name)] as const));
  return Object.fromEntries(made) as Record<K, T>;
}

/** Hands in the record of a returned or refused case again, corrected. */
export async function correct(id: string, changes: object = {}): Promise<void> {
  const { data } = (await (await as(YI)).get(`/api/cases/${id}`).expect(200)).body;
  const response = await (await as(YI)).post(`/api/cases/${id}/corrections`, {
    data: { ...record(), contractNo: data.contractNo, ...changes },
    attachments: await attach(YI, PAPERS),
  });
  if (response.status !== 200) throw new Error(`correct: ${response.status} ${response.text}`);
  await waitStatus(id, 'WAIT_GC');
}

/** Urging notices of a case, oldest first. */
export function notices(id: string) {
  return sql<{
    id: string;
    number: string;
    status: string;
    round: number;
    sequence: number;
    reply: string | null;
    issued_at: Date;
    replied_at: Date | null;
  }>(
    `select id, number, status, round, sequence, reply, issued_at, replied_at from issued_document
     where case_id = $1 and kind = 'URGING_NOTICE' order by issued_at, sequence`,
    [id],
  );
}

/** The entry a case wrote into a library. */
export async function entryOf(id: string) {
  const [entry] = await sql<{ library: string; status: string; marks: string[]; n: number }>(
    `select library, status, marks, count(*) over ()::int as n from library_entry
     where case_id = $1 and valid_to is null`,
    [id],
  );
  return entry;
}

/** Who has which task of a case now: act → groups. */
export function tasksOf({ tasks }: Pick<CaseView, 'tasks'>): Record<string, string[]> {
  return Object.fromEntries(tasks.map((task) => [task.act, task.groups]));
}
