import { z } from 'zod';
import type { Route } from '../route';

/** The answer to an act that was taken; what comes of it is told by the case. */
export const acceptedSchema = z.object({ accepted: z.literal(true) });
export const ACCEPTED: z.infer<typeof acceptedSchema> = { accepted: true };

/** An act under a key is done once. */
export const ONCE_AN_ACT: NonNullable<Route['once']> = {
  kind: 'act',
  again: async () => ACCEPTED,
};
