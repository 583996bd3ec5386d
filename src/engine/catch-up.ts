import type { CamundaRestClient } from '@camunda8/sdk/dist/c8/lib/CamundaRestClient';
import type { DataSource } from 'typeorm';

/** A user task as the search of 8.6 shows it (left), and that of later versions (right). */
interface FoundTask {
  key?: number | string;
  userTaskKey?: number | string;
  elementId: string;
  elementInstanceKey: number | string;
  assignee?: string | null;
  candidateGroup?: string[];
  candidateGroups?: string[];
  processInstanceKey: number | string;
  processDefinitionKey: number | string;
  processDefinitionId?: string;
  bpmnProcessId?: string;
  creationDate: string;
}

/** An open instance that the feed never heard of, and where it lies in the tree of its case. */
interface Unheard {
  key: string;
  rootKey: string;
  processId: string;
  calledBy: string | null;
}

/**
 * Looks at the engine itself, once, for the open tasks of cases that the feed never heard of: the feed
 * was added to an engine whose log no longer holds their beginning. What the feed tells later of the
 * same tasks wins. Due times are not in that search: such a task has none in the inbox.
 * @returns how many tasks were found
 */
export async function catchUp(db: DataSource, rest: CamundaRestClient): Promise<number> {
  const instances: Unheard[] = await db.query(
    `select distinct on (key) * from (
       select c.process_instance_key as key, c.process_instance_key as "rootKey",
         c.process_id as "processId", null as "calledBy", 0 as depth
       from case_file c where c.closed_at is null and c.process_instance_key is not null
       union all
       select s.process_instance_key, c.process_instance_key, s.process_id, called.element_id, 1
       from case_file c join noted_step s on s.case_id = c.id
       left join noted_step called on called.job_key = s.process_instance_key
       where c.closed_at is null and s.process_instance_key <> c.process_instance_key) as open
     where not exists (select 1 from engine_instance known where known.key = open.key)
     order by key, depth`,
  );
  let found = 0;
  for (const instance of instances) {
    const tasks = await openTasksOf(rest, instance.key);
    if (tasks.length === 0) continue;
    found += tasks.length;
    await db.query(
      `insert into engine_instance
         (key, process_id, definition_key, parent_key, root_key, root_element_id, started_at)
       values ($1, $2, $3, nullif($4, $1), $4, $5, $6) on conflict do nothing`,
      [
        instance.key,
        instance.processId,
        String(tasks[0]?.processDefinitionKey),
        instance.rootKey,
        instance.calledBy,
        tasks[0]?.creationDate,
      ],
    );
    for (const task of tasks)
      await db.query(
        `insert into engine_task (key, element_instance_key, instance_key, root_key, process_id,
           definition_key, element_id, shown_as, candidate_groups, assignee, created_at, state)
         values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,'CREATED') on conflict do nothing`,
        [
          String(task.userTaskKey ?? task.key),
          String(task.elementInstanceKey),
          instance.key,
          instance.rootKey,
          instance.processId,
          String(task.processDefinitionKey),
          task.elementId,
          instance.calledBy ?? task.elementId,
          task.candidateGroups ?? task.candidateGroup ?? [],
          task.assignee || null,
          task.creationDate,
        ],
      );
  }
  return found;
}

async function openTasksOf(rest: CamundaRestClient, key: string): Promise<FoundTask[]> {
  const response = await rest.searchUserTasks({
    filter: { processInstanceKey: key, state: 'CREATED' },
    page: { from: 0, limit: 100 },
  } as unknown as Parameters<CamundaRestClient['searchUserTasks']>[0]);
  return response.items as unknown as FoundTask[];
}
