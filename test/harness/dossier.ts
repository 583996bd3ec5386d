import { as } from './client';

/** What the file of an enterprise shows. */
export interface EnterpriseFile {
  cases: { number: string }[];
  entries: { key: string; kind: string; status: { code: string; label: string } }[];
}

/**
 * The whole file of an enterprise, page by page: on a stack that other tests use, too, what is looked
 * for need not be among the newest cases.
 */
export async function enterpriseFile(who: string, creditCode: string): Promise<EnterpriseFile> {
  const caller = await as(who);
  const whole: EnterpriseFile = { cases: [], entries: [] };
  let after = '';
  do {
    const { body } = await caller.get(`/api/enterprises/${creditCode}${after}`).expect(200);
    whole.cases.push(...body.cases);
    whole.entries.push(...body.entries);
    after = body.next ? `?after=${encodeURIComponent(body.next)}` : '';
  } while (after);
  return whole;
}
