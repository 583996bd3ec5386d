import { doAct, unique, waitStatus } from './cases';
import { entered } from './entry';
import { APPROVE, pushDemoPermit } from './subcontract';

/** What an enterprise adds to a permit's project (ZJ-04, ZJ-08). */
export const SUPPLEMENT = {
  contractNo: 'SG-2026-018',
  contractAmount: 8200,
  signedDate: '2026-09-01',
  startDate: '2026-09-25',
  plannedFinishDate: '2027-12-31',
  indicators: [
    { name: 'AREA', value: '52000' },
    { name: 'HEIGHT', value: '79.8' },
  ],
};

/** A permit of its own, like the demo permit with this number, is pushed. @returns its number */
export async function pushedLike(
  permitNo: string,
  changes: { permitNo?: string; [field: string]: unknown } = {},
): Promise<string> {
  const own = { permitNo: unique(`${permitNo.slice(0, 14)}T`), ...changes };
  await pushDemoPermit(permitNo, own);
  return own.permitNo;
}

/** A project of a permit like the demo permit with this number: supplemented, approved, entered. */
export async function enteredLike(
  permitNo: string,
  { flow, who, reviewer }: { flow: string; who: string; reviewer: string },
): Promise<string> {
  const number = await pushedLike(permitNo, { issueDate: '2026-06-01' });
  const id = await entered(
    flow,
    { who, data: { permitNo: number, ...SUPPLEMENT } },
    'UNDER_REVIEW',
  );
  await doAct(id, reviewer, 'REVIEW', APPROVE);
  await waitStatus(id, 'ENTERED');
  return number;
}
