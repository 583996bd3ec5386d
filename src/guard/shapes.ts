import { z } from 'zod';

/** An id of Camunda's: digits. */
export const key = z.string().regex(/^\d{1,20}$/);

const text = z.string().max(200);
const dates = z.strictObject({ from: text.optional(), to: text.optional() });
const cursor = z.array(text).max(2);

/** What Tasklist's pages ask for in a list, as they send it; nothing they do not know is handed on. */
export const searchSchema = z.object({
  state: z.enum(['CREATED', 'COMPLETED', 'CANCELED']).optional(),
  assigned: z.boolean().optional(),
  assignee: text.optional(),
  taskDefinitionId: text.optional(),
  candidateGroup: text.optional(),
  candidateUser: text.optional(),
  processDefinitionKey: key.optional(),
  processInstanceKey: key.optional(),
  followUpDate: dates.optional(),
  dueDate: dates.optional(),
  taskVariables: z
    .array(z.strictObject({ name: text, value: text, operator: z.literal('eq').optional() }))
    .max(10)
    .optional(),
  sort: z
    .array(
      z.strictObject({
        field: z.enum(['completionTime', 'creationTime', 'dueDate', 'followUpDate', 'priority']),
        order: z.enum(['ASC', 'DESC']),
      }),
    )
    .max(2)
    .optional(),
  searchAfter: cursor.optional(),
  searchBefore: cursor.optional(),
  searchAfterOrEqual: cursor.optional(),
  searchBeforeOrEqual: cursor.optional(),
  pageSize: z.number().int().min(1).max(50).default(50),
});

export type Search = z.infer<typeof searchSchema>;

/** A task as Tasklist tells it, as far as the guard looks. */
export const taskSchema = z.looseObject({
  id: key,
  taskState: z.string(),
  assignee: z.string().nullable(),
  candidateGroups: z.array(z.string()).nullable(),
});

export type TasklistTask = z.infer<typeof taskSchema>;

/** What a form sends when it is completed: values as JSON texts. */
export const completionSchema = z.object({
  variables: z
    .array(z.strictObject({ name: text, value: z.string() }))
    .max(200)
    .default([]),
});
