import { z } from 'zod';
import type { Cursors } from '../domain/cursor';

/** The parameter that says where a list goes on. @throws E-00-23 for what is no cursor of this list */
export const after = (cursors: Cursors) =>
  z
    .string()
    .max(500)
    .transform((text, context) => {
      const values = cursors.read(text);
      if (!values) context.addIssue('not what an answer of this list gave as next');
      return values ?? [];
    })
    .optional()
    .describe('接着取：上一次答复中的 next');

/** Where the list goes on. */
export const next = z.string().nullable().describe('还有下文时，作为 after 接着取；没有则为空');
