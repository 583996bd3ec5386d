import type { EntityManager } from 'typeorm';

/**
 * Keeps what the form of a task shows, until the task ends.
 * @param elementInstanceKey the engine's key of the task's element, known before the task itself
 */
export async function keepTaskForm(
  tx: EntityManager,
  { elementInstanceKey, caseId, data }: TaskForm,
): Promise<void> {
  await tx.query(
    `insert into task_form (element_instance_key, case_id, data) values ($1, $2, $3)
     on conflict (element_instance_key) do update set data = excluded.data`,
    [elementInstanceKey, caseId, JSON.stringify(data)],
  );
}

/** What the form of an open task shows; null for one that was prepared before this was kept. */
export async function findTaskForm(
  db: EntityManager,
  elementInstanceKey: string,
): Promise<Record<string, unknown> | null> {
  const [row]: Pick<TaskForm, 'data'>[] = await db.query(
    'select data from task_form where element_instance_key = $1',
    [elementInstanceKey],
  );
  return row?.data ?? null;
}

/** The data of the form of one open task. */
export interface TaskForm {
  elementInstanceKey: string;
  caseId: string;
  data: Record<string, unknown>;
}
