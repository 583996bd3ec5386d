import { z } from 'zod';

const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((value) => !/[\0\p{Cs}]/u.test(value), 'invalid characters');

/** What an outside platform says of a push: in its answer, or later of its own accord. */
export const acknowledgementSchema = z
  .object({
    accepted: z.boolean().describe('是否接收入库'),
    receipt: text(200).min(1).nullish().describe('对方的回执号，接收时必有'),
    reason: text(1000).nullish().describe('不接收的理由'),
  })
  .refine((ack) => !ack.accepted || ack.receipt, {
    path: ['receipt'],
    message: 'an accepted push has a receipt',
  });

export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
