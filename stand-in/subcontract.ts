import { demoPermits, samples } from '../seed';
import type { Api } from './api';
import { type CaseView, findCase } from './cases';
import { permitSystem, pushPermit } from './permit-system';
import type { Settings } from './tokens';
import { waitFor } from './wait';

/** What the specialist enters, apart from what every case of the demo shares. */
export interface Work {
  specialty: string;
  projectName: string;
  contractNo: string;
}

const PROCESS = 'zj-subcontract';

/** The general contractor's permit of the demo: 甲 builds, 慈溪市 issued it. */
export const PERMIT = demoPermits[0] as (typeof demoPermits)[number];

const FIELDS = {
  gcPermitNo: PERMIT.permitNo,
  contractAmount: 386,
  startDate: '2026-03-16',
  finishDate: '2026-08-28',
  indicators: '建筑面积 12000 平方米，地上 18 层，一次验收合格',
  projectLeaderName: '钱乙三',
  // right check digit, but born in the 1880s: nobody's number
  projectLeaderIdNumber: '330782188602020014',
};

/**
 * Pushes the permit as the permit system would; again and again it stays one permit.
 * @param changes make another of it, with a number of its own
 */
export async function pushDemoPermit(
  settings: Settings,
  reader: Api,
  changes: Partial<typeof PERMIT> = {},
): Promise<void> {
  const permit = { ...PERMIT, ...changes };
  const { status, body } = await pushPermit(permitSystem('one', { ...settings }), permit);
  if (status >= 300) throw new Error(`permit push: ${status} ${JSON.stringify(body)}`);
  await waitFor(`permit ${permit.permitNo} in the library`, async () => {
    const pushed = await reader.get<CaseView>(`/api/cases/${body.id}`);
    return pushed.status === 'PUSHED';
  });
}

/** Hands a subcontract performance in, with both documents it needs. */
export async function submitWork(specialist: Api, work: Work): Promise<CaseView> {
  const attachments = [
    { kind: 'SUBCONTRACT', id: await specialist.upload(samples.subcontract) },
    { kind: 'ACCEPTANCE_RECORD', id: await specialist.upload(samples.acceptanceRecord) },
  ];
  return specialist.post(`/api/cases/${PROCESS}`, { data: { ...FIELDS, ...work }, attachments });
}

/** The case of a work, if it was handed in before. */
export function findWork(specialist: Api, work: Work): Promise<CaseView | undefined> {
  return findCase(specialist, PROCESS, work.projectName);
}
