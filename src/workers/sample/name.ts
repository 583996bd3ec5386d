import { z } from 'zod';

/** Inputs that name a draw or a row of arrivals. */
export const sampleName = {
  kind: z.string().min(1).describe('抽查种类'),
  period: z.string().min(1).describe('时段，如月份 YYYY-MM'),
  stratum: z.string().default('').describe('层（分层抽查时），空为不分层'),
};
