import { doAct, openTasksOf, waitStatus } from './cases';
import { waitFor } from './client';
import type { Change } from './models';
import { CONFIRM, JIA, submitted } from './subcontract';
import { cellOf, rowAbove } from './table-rows';

const FILE = 'dmn/zhejiang/zj-authority.dmn';
const TABLE = 'zj-review-routing';

/** 乙 is registered in 东阳市, 金华市. */
export const JINHUA = 'jinhua.feng';
export const PROVINCE = 'province.lin';
export const OFFICE = { jinhua: 'city-330700', province: 'province-330000' };
export const AGREE = { outcome: 'AGREED' };
export const DISAGREE = { outcome: 'DISAGREED', opinion: '消防验收资料不齐。' };

/**
 * DT-03: before a review, of ZJ-07 if not told otherwise, opinions are asked for, each a step with a row
 * of its own.
 * @param bases of the offices (DT-01), by step
 * @param row of the review in DT-03
 */
export async function askingFor(bases: Record<string, string>, row = 'R07'): Promise<Change[]> {
  const steps = JSON.stringify(Object.keys(bases));
  const rows = Object.entries(bases).map(([step, basis]) =>
    rowAbove(FILE, TABLE, 'R08', {
      id: step.replaceAll('-', '_'),
      annotation: '[P] 审核前会签',
      cells: {
        环节: `"${step}"`,
        '依据（DT-01）': `"${basis}"`,
        '期限（DT-04）': '"LOCAL_REVIEW_5"',
        入库: 'null',
        会签: 'null',
      },
    }),
  );
  return [await cellOf(FILE, TABLE, row, '会签', steps), ...(await Promise.all(rows))];
}

/** Keys of the tasks of a case that ask for an opinion, once so many are open. */
export function waitOpinions(id: string, count: number): Promise<string[]> {
  return waitFor(`${count} opinions to be asked of case ${id}`, async () => {
    const open = await openTasksOf(id);
    const keys = open.filter((task) => task.elementId === 'Task_GiveOpinion').map(({ key }) => key);
    if (keys.length !== count) throw new Error(`${keys.length} are`);
    return keys;
  });
}

/** 甲 confirms a case; its opinions wait. */
export async function confirmed(id: string, count: number): Promise<string[]> {
  await doAct(id, JIA, 'CONFIRM', CONFIRM);
  await waitStatus(id, 'UNDER_OPINION');
  return waitOpinions(id, count);
}

/** A record of 乙 whose opinions wait. */
export async function underOpinion(count: number): Promise<string> {
  const id = await submitted();
  await confirmed(id, count);
  return id;
}
