import type { CamundaRestClient } from '@camunda8/sdk/dist/c8/lib/CamundaRestClient';
import type { UserTask, UserTaskFilter } from './types';

/** Field names differ between 8.6 (left) and later versions (right). */
interface RawTask {
  key?: number | string;
  userTaskKey?: number | string;
  elementId: string;
  state: UserTask['state'];
  assignee?: string | null;
  candidateGroups?: string[];
  candidateGroup?: string[];
  processInstanceKey: number | string;
  processDefinitionId?: string;
  bpmnProcessId?: string;
  creationDate: string;
  completionDate?: string | null;
  dueDate?: string | null;
}

function toUserTask(raw: RawTask): UserTask {
  return {
    key: String(raw.userTaskKey ?? raw.key),
    elementId: raw.elementId,
    state: raw.state,
    assignee: raw.assignee ?? null,
    candidateGroups: raw.candidateGroups ?? raw.candidateGroup ?? [],
    processInstanceKey: String(raw.processInstanceKey),
    processId: raw.processDefinitionId ?? raw.bpmnProcessId ?? '',
    createdAt: raw.creationDate,
    completedAt: raw.completionDate ?? null,
    dueAt: raw.dueDate ?? null,
  };
}

/**
 * Searches native user tasks, newest first.
 * @returns at most 100; the index lags the engine by about two seconds
 */
export async function searchUserTasks(
  rest: CamundaRestClient,
  filter: UserTaskFilter,
): Promise<UserTask[]> {
  const { candidateGroup, ...rest86 } = filter;
  const response = await rest.searchUserTasks({
    filter: {
      ...rest86,
      ...(candidateGroup ? { candidateGroup } : {}),
    },
    sort: [{ field: 'creationDate', order: 'desc' }],
    page: { from: 0, limit: 100 },
  } as unknown as Parameters<CamundaRestClient['searchUserTasks']>[0]);
  return (response.items as unknown as RawTask[]).map(toUserTask);
}
