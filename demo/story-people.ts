import { demoEnterprises, samples } from '../seed';
import type { Api } from '../stand-in/api';
import { cardOf } from '../stand-in/card';
import { type CaseView, findCase } from '../stand-in/cases';
import { nationalPlatform } from '../stand-in/national-platform';
import { askQualificationGate, drawEntries } from '../stand-in/service-network';
import { pushDemoPermit } from '../stand-in/subcontract';
import { setting } from '../stand-in/tokens';
import type { Part, Step, Tell } from './story';

const CONSTRUCTORS = { 1: '李建一', 2: '周建二', 3: '吴建三' } as const;
type Who = keyof typeof CONSTRUCTORS;
const ALL = [1, 2, 3] as const;

const OF_JIA = { who: 'jia.zhao', door: 'API' } as const;
const OF_YI = { who: 'yi.qian', door: 'API' } as const;
const AUTHORITY = { who: 'xiaoshan.li', door: 'Tasklist' } as const;

/** When who is before a device, and what is handed in with it. */
const ENTERED = '2026-02-10 09:00';
const UNLOCKED = '2026-02-11 09:00';
const DRAWN = '2026-02-11 10:00';
const BARRED = '2026-02-11 11:00';
const FREED = '2026-02-24 10:00';

const FORCE = { outcome: 'FORCED', opinion: '原聘用企业逾期没有提出反对意见。' };

const STEPS: readonly Step[] = [
  ...ALL.map((n): Step => {
    return {
      at: `2026-02-10 09:${n}0`,
      ...{ cases: [`E${n}`], ...OF_JIA, act: 'SUBMIT', leadsTo: 'SUBMITTED', offers: 'VERIFY' },
      says: `enters ${CONSTRUCTORS[n]}, constructor 注册建造师: card read, certificate downloaded`,
    };
  }),
  ...ALL.map((n): Step => {
    return {
      at: `2026-02-10 14:${n}0`,
      ...{ cases: [`E${n}`], ...AUTHORITY, act: 'VERIFY', fields: { outcome: 'TRUE' } },
      ...{ says: 'verifies 核实: true, locked to 甲', leadsTo: 'ENTERED' },
    };
  }),
  {
    at: UNLOCKED,
    ...{ cases: ['U1'], ...OF_JIA, act: 'SUBMIT', leadsTo: 'UNLOCKED' },
    says: `unlocks ${CONSTRUCTORS[1]} with its identity recognition lock 身份识别锁`,
  },
  {
    at: DRAWN,
    ...{ cases: ['T1'], ...OF_YI, act: 'SUBMIT', leadsTo: 'DRAWN_IN' },
    says: 'draws the person in 抓取 by reading the card',
  },
  {
    at: BARRED,
    ...{ cases: ['U2'], ...OF_JIA, act: 'SUBMIT', refused: 'E-02-03', leadsTo: '' },
    says: `tries to unlock ${CONSTRUCTORS[2]}, who leads a project in progress 在建 (DT-14)`,
  },
  {
    at: '2026-02-12 10:00',
    ...{ cases: ['F3'], who: 'person.wu', door: 'API', act: 'SUBMIT' },
    ...{ leadsTo: 'APPLIED', offers: 'ACCEPT_CASE' },
    says: '甲 does not unlock: applies for it, with the proof of dismissal 解聘证明',
  },
  {
    at: '2026-02-12 11:00',
    ...{ cases: ['F3'], ...AUTHORITY, act: 'ACCEPT_CASE', leadsTo: 'INQUIRING' },
    fields: { outcome: 'ACCEPTED', originalSeen: true },
    ...{ says: 'has seen the original, asks 甲', offers: 'ANSWER_INQUIRY' },
  },
  {
    at: '2026-02-19 23:00',
    ...{ cases: ['F3'], who: AUTHORITY.who, door: 'API', act: 'DECIDE_UNLOCK', fields: FORCE },
    ...{
      says: 'tries to force it an hour early (DT-15)',
      refused: 'E-02-09',
      leadsTo: 'INQUIRING',
    },
  },
  {
    at: '2026-02-20 00:00',
    ...{ cases: ['F3'], leadsTo: 'READY' },
    says: '7 calendar days have passed, Spring Festival 春节 or not; 甲 was silent',
  },
  {
    at: '2026-02-24 09:00',
    ...{ cases: ['F3'], ...AUTHORITY, act: 'DECIDE_UNLOCK', fields: FORCE, leadsTo: 'FORCED' },
    says: `frees ${CONSTRUCTORS[3]} by force 强制解锁`,
  },
  {
    at: FREED,
    ...{ cases: ['T3'], ...OF_YI, act: 'SUBMIT', leadsTo: 'DRAWN_IN' },
    says: 'draws this person in, too',
  },
];

const codeOf = (label: string) =>
  demoEnterprises.find((one) => one.label === label)?.creditCode ?? '';
const instant = (at: string) => `${at.replace(' ', 'T')}:00+08:00`;

/** What one constructor of run `n` has; another run has other people. */
function papersOf(run: number, n: Who) {
  const serial = String(run).padStart(4, '0');
  const order = String((2 * run + 1) % 1000).padStart(3, '0');
  // right check digit, but born in the 1870s: nobody's number
  const card = cardOf(`3307821877010${n}${order}`, CONSTRUCTORS[n]);
  return { card, certificateNo: `ZSYS${serial}-${n}`, recordId: `RYYS${serial}-${n}` };
}

/**
 * People between two enterprises (ZJ-01, ZJ-02): one goes the ordinary way (AE-59), one is barred by a
 * project in progress (DT-14), one is freed by force after seven days (AE-60, AE-61, on their dates).
 */
export const people: Tell = (doors, run) => {
  const { as, settings } = doors;
  const auditor = as('audit.he');
  const devices = nationalPlatform(setting(settings, 'STAND_IN_URL'));
  const jia = as(OF_JIA.who);

  const entry = (n: Who) => findCase(auditor, 'zj-person', papersOf(run, n).certificateNo);
  /** A case about a constructor: cases are found by the number of the person. */
  async function about(process: string, n: Who): Promise<CaseView | undefined> {
    const number = (await entry(n))?.subject;
    return number ? findCase(auditor, process, number) : undefined;
  }
  async function handIn(by: Api, process: string, data: object, paper?: string): Promise<CaseView> {
    const attachments = paper ? [{ kind: paper, id: await by.upload(samples.projectPaper) }] : [];
    return by.post(`/api/cases/${process}`, { data, attachments });
  }
  const readCard = (n: Who, label: string, at: string) =>
    devices.readCard({ ...papersOf(run, n).card, enterprise: codeOf(label), readAt: instant(at) });

  async function enter(n: Who): Promise<CaseView> {
    const { card, certificateNo, recordId } = papersOf(run, n);
    const certificate = { certificateType: 'CONSTRUCTOR', certificateNo };
    const { idNumber } = card;
    await devices.knowPeople({ recordId, category: 'REGISTERED', idNumber, ...certificate });
    const data = {
      ...{ readingNo: await readCard(n, '甲', ENTERED), category: 'REGISTERED' },
      ...{ sourceRecordId: recordId, isEngOrEconDegree: 'YES', isFullTimeDegree: 'YES' },
      ...{ graduationSchool: '虚构理工大学', graduationDate: '2008-06-30' },
    };
    return handIn(jia, 'zj-person', data, 'PRACTICE_CERTIFICATE');
  }
  async function unlock(n: Who, at: string): Promise<CaseView> {
    const pressed = { enterprise: codeOf('甲'), confirmedAt: instant(at) };
    const lockConfirmationNo = await devices.confirmByLock(pressed);
    const person = (await entry(n))?.subject;
    return handIn(jia, 'zj-person-unlock', { person, lockConfirmationNo });
  }
  async function drawIn(n: Who, at: string): Promise<CaseView> {
    const readingNo = await readCard(n, '乙', at);
    const data = { person: papersOf(run, n).card.idNumber, readingNo };
    return handIn(as(OF_YI.who), 'zj-person-transfer', data);
  }
  function apply(n: Who): Promise<CaseView> {
    const { idNumber, name } = papersOf(run, n).card;
    const data = {
      ...{ person: idNumber, name, phone: '13800000000', formerEmployer: codeOf('甲') },
      ...{ contractEndedOn: '2026-02-11', statement: '多次要求解锁，没有答复。' },
    };
    return handIn(as('person.wu'), 'zj-forced-unlock', data, 'DISMISSAL_PROOF');
  }

  /**
   * 甲 applies for an upgrade (ZJ-19): with somebody who left, a project of the project library and no
   * grade it is refused with three reasons; mended, it is accepted.
   */
  async function applied(): Promise<string[]> {
    const [first] = await drawEntries(settings, codeOf('甲'));
    const persons = await Promise.all(
      [1, 2].map(async (n) => ({ person: (await entry(n as Who))?.subject })),
    );
    const upgrade = { enterprise: codeOf('甲'), qualType: 'CONSTRUCTION', action: 'UPGRADE' };
    const asked = { ...upgrade, applicationDate: FREED.slice(0, 10) };
    const permitNo = `33028220260105${6000 + run}`;
    const wrong = { ...asked, persons, performances: [{ performance: permitNo }] };
    const mended = {
      ...{ ...asked, grade: 'HIGHER', persons: persons.slice(1) },
      performances: first ? [{ performance: first.caseNumber }] : [],
    };
    const lines: string[] = [];
    for (const [what, data] of [
      ['as it was prepared', wrong],
      ['mended', mended],
    ] as const) {
      const { passed, reasons } = await askQualificationGate(settings, data);
      lines.push(`甲 applies for an upgrade 资质升级, ${what}: ${passed ? '通过' : '不通过'}`);
      lines.push(...reasons.map(({ code, zh, source }) => `  ${code} ${zh}（${source}）`));
    }
    return lines;
  }

  const freedCase = () => about('zj-forced-unlock', 3);
  const entered = (n: Who): Part => {
    const label = `${CONSTRUCTORS[n]} of 甲`;
    const statuses = ['SUBMITTED', 'ENTERED'];
    return { label, statuses, find: () => entry(n), submit: () => enter(n) };
  };
  const drawn = (n: Who, at: string): Part => ({
    label: `${CONSTRUCTORS[n]} drawn in by 乙`,
    statuses: ['SUBMITTED', 'DRAWING_IN', 'DRAWN_IN'],
    find: () => about('zj-person-transfer', n),
    submit: () => drawIn(n, at),
  });
  return {
    title:
      'Zhejiang, people change enterprise (ZJ-01, ZJ-02): one goes, one is barred, one is freed by force.',
    parts: {
      E1: entered(1),
      E2: entered(2),
      E3: entered(3),
      U1: {
        label: `${CONSTRUCTORS[1]} unlocked`,
        statuses: ['SUBMITTED', 'UNLOCKING', 'UNLOCKED'],
        find: () => about('zj-person-unlock', 1),
        submit: () => unlock(1, UNLOCKED),
      },
      T1: drawn(1, DRAWN),
      U2: {
        label: `${CONSTRUCTORS[2]} barred`,
        statuses: [],
        find: async () => undefined,
        async submit() {
          const { card } = papersOf(run, 2);
          await pushDemoPermit(settings, auditor, {
            ...{ permitNo: `33028220260105${6000 + run}`, issueDate: '2026-01-05' },
            projectName: `慈溪示例家园三期工程（演示${run}）`,
            ...{ projectLeaderName: card.name, projectLeaderIdNumber: card.idNumber },
          });
          return unlock(2, BARRED);
        },
      },
      F3: {
        label: `${CONSTRUCTORS[3]} freed by force`,
        statuses: ['SUBMITTED', 'APPLIED', 'INQUIRING', 'READY', 'FORCED'],
        find: freedCase,
        submit: () => apply(3),
      },
      T3: drawn(3, FREED),
    },
    steps: STEPS,
    async conclusion() {
      const own = ALL.map((n) => papersOf(run, n).certificateNo);
      const lines: string[] = [];
      for (const label of ['甲', '乙']) {
        const keys = (await drawEntries(settings, codeOf(label), 'personnel')).map(
          (one) => one.key,
        );
        const names = ALL.filter((n) => keys.some((key) => key.includes(own[n - 1] ?? '')));
        lines.push(
          `The service network 政务服务网 counts for ${label}: ${names.map((n) => CONSTRUCTORS[n]).join('、')}`,
        );
      }
      lines.push(...(await applied()));
      for (const n of ALL) {
        const file = `${setting(settings, 'PUBLIC_URL')}/people/${(await entry(n))?.subject}`;
        lines.push(`File of ${CONSTRUCTORS[n]} 人员档案: ${file}`);
      }
      const freed = await auditor.get<CaseView>(`/api/cases/${(await freedCase())?.id}`);
      const rows = freed.rules?.map((row) => `  ${row.name} ${row.rule}: ${row.annotation}`);
      lines.push(`Rules that led case ${freed.number}:`, ...new Set(rows));
      return lines;
    },
  };
};
