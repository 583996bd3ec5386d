import { demoEnterprises } from '../../seed';
import { caseView, doAct, sql, waitStatus } from './cases';
import { waitFor } from './client';
import { entered } from './entry';
import { CIXI } from './subcontract';

export const FLOW = 'zj-violation';

/** The credit code of 甲, who is said to have done it. */
export const JIA_CODE = String(demoEnterprises.find(({ label }) => label === '甲')?.creditCode);

/** What an authority says that it found. */
export const finding = (changes: object = {}) => ({
  ...{ violation: 'FALSE_INFO', uscc: JIA_CODE, record: '示例家园一期的合同登记（虚构）' },
  facts: '合同登记的价款与备案合同不一致（虚构）。',
  ...changes,
});

export const OPENED = { outcome: 'OPENED', opinion: '经核对备案合同，登记的价款不实（虚构）。' };
export const DROPPED = { outcome: 'DROPPED', opinion: '经核对，登记与备案合同一致。' };
export const order = (rectifyDue: string) => ({
  ...{ warningNo: '慈建警〔2026〕3号', rectifyContent: '按备案合同更正登记的价款。', rectifyDue },
});
export const PUBLISH = { publicFacts: '合同登记的价款不实（虚构）。' };
export const RECTIFY = { rectifyReply: '已按备案合同更正。' };

/** A finding that an authority hands in. @returns the id of its case, a lead */
export function found(who = CIXI, changes: object = {}): Promise<string> {
  return entered(FLOW, { who, data: finding(changes) }, 'LEAD');
}

/** The same, opened, and warned with an order to rectify until a day. */
export async function warned(rectifyDue: string): Promise<string> {
  const id = await found();
  await doAct(id, CIXI, 'DECIDE', OPENED);
  await doAct(id, CIXI, 'ISSUE', order(rectifyDue));
  await waitStatus(id, 'WARNED');
  return id;
}

/** The case of the lead that another case sent. */
export function leadOf(id: string): Promise<string> {
  return waitFor(`a lead from case ${id}`, async () => {
    const { number } = await caseView(id);
    const [lead] = await sql<{ id: string }>(
      'select id from case_file where process_id = $1 and subject = $2',
      [FLOW, number],
    );
    return lead?.id;
  });
}
