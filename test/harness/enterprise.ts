import { creditCodeCheckDigit } from '../../src/domain/identifiers';
import { act, waitStatus } from './cases';
import { as } from './client';

let counter = 0;

/** A unified social credit code nobody has, with a right check digit. */
export function newCreditCode(region = '330282'): string {
  counter += 1;
  const first17 = `91${region}${String(Date.now() + counter).slice(-9)}`;
  return first17 + creditCodeCheckDigit(first17);
}

/** The fields of an enterprise's registration; each has a code of its own, registered in 慈溪市. */
export function registration(
  changes: object = {},
): Record<string, unknown> & { creditCode: string } {
  return {
    name: '慈溪新企业工程有限公司（虚构）',
    creditCode: newCreditCode(),
    regPlace: '330282',
    enterpriseType: 'CONSTRUCTION',
    qualifications: '建筑装修装饰工程专业承包二级',
    legalRepresentative: '方新一',
    contactPhone: '13800000000',
    ...changes,
  };
}

/** Hands a registration in; the response is the caller's to check. */
export async function tryRegister(who: string, changes: object = {}) {
  return (await as(who)).post('/api/cases/zj-enterprise', { data: registration(changes) });
}

/** Hands a registration in that waits for the authority. */
export async function registered(who: string, changes: object = {}): Promise<string> {
  const response = await tryRegister(who, changes);
  if (response.status !== 201) throw new Error(`register: ${response.status} ${response.text}`);
  await waitStatus(response.body.id, 'TO_CONFIRM');
  return response.body.id;
}

export const TRUE = { outcome: 'TRUE' };
export const FALSE = {
  outcome: 'FALSE',
  opinion: '营业执照与登记机关记录不符。',
  evidence: '登记机关2026年9月25日复函。',
};
export const DOUBTFUL = { outcome: 'DOUBTFUL', opinion: '登记机关尚未回复。' };

/** An act that is refused before it reaches the engine: status and codes. */
export async function refusedAct(...what: Parameters<typeof act>): Promise<[number, string[]]> {
  const response = await act(...what);
  return [response.status, (response.body.errors ?? []).map((e: { code: string }) => e.code)];
}
