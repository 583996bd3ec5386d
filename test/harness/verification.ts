import { residentIdCheckDigit } from '../../src/domain/identifiers';
import { sql, waitStatus } from './cases';
import { newCreditCode } from './enterprise';
import { importProjects } from './history';

let people = 0;

/** An ID number nobody has, with a right check digit. */
export function newIdNumber(): string {
  people += 1;
  const n = Math.floor(Date.now() / 1000) + people * 7919;
  const two = (value: number) => String(value).padStart(2, '0');
  const born = `19${60 + (n % 40)}${two(1 + (Math.floor(n / 40) % 12))}${two(1 + (Math.floor(n / 480) % 28))}`;
  const first17 = `330282${born}${String(Math.floor(n / 13440) % 1000).padStart(3, '0')}`;
  return first17 + residentIdCheckDigit(first17);
}

/** An enterprise of before, registered in 慈溪市, as the back end has it. */
export function oldEnterprise(changes: Record<string, string> = {}): Record<string, string> {
  return {
    batch: '2015-1',
    itemKind: '企业',
    'enterprise.name': '慈溪老企业工程有限公司（虚构）',
    'enterprise.creditCode': newCreditCode(),
    'enterprise.regPlace': '330282',
    'enterprise.enterpriseType': '建筑业企业',
    'enterprise.legalRepresentative': '方老一',
    'enterprise.qualifications': '房屋建筑工程施工总承包三级',
    ...changes,
  };
}

/** A person of such an enterprise. */
export function oldPerson(changes: Record<string, string> = {}): Record<string, string> {
  return {
    batch: '2015-1',
    itemKind: '人员',
    'enterprise.name': '慈溪老企业工程有限公司（虚构）',
    'enterprise.creditCode': newCreditCode(),
    'enterprise.regPlace': '330282',
    'person.name': '陈老三',
    'person.idNumber': newIdNumber(),
    'person.category': '注册执业人员',
    'person.certificateNo': '浙133050607080',
    ...changes,
  };
}

/** Imports items for the campaign. @returns what came of it */
export const importItems = (rows: Record<string, string>[]) =>
  importProjects(rows, 'zj-verification');

/** Imports one item that must be taken, and waits for the authority. @returns the id of its case */
export async function toVerify(row: Record<string, string>): Promise<string> {
  const { code, out, report } = await importItems([row]);
  if (code !== 0) throw new Error(`${out}${report}`);
  const [file] = await sql<{ id: string }>(
    `select id from case_file where process_id = 'zj-verification' and closed_at is null
       and data -> 'enterprise' ->> 'creditCode' = $1 order by created_at desc`,
    [row['enterprise.creditCode']],
  );
  const id = String(file?.id);
  await waitStatus(id, 'TO_CONFIRM');
  return id;
}
