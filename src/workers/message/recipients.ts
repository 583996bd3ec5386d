import { z } from 'zod';
import type { CaseFile } from '../../entities';

/** Input `recipients` of a job that sends a message: organisations; absent is the applicant. */
export const recipients = z.array(z.string()).optional().describe('接收单位，空为申请人');

/** Whom a message goes to, see `recipients`. */
export function recipientsOf(file: CaseFile, given: string[] | undefined): string[] {
  return given ?? (file.applicantOrganisation ? [file.applicantOrganisation] : []);
}
