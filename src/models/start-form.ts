import type { FormModel, Models } from './types';

/** The form a process starts with; undefined for one that is only called, or unknown. */
export function startFormOf(models: Models, processId: string): FormModel | undefined {
  return models.forms[models.processes[processId]?.startForm ?? ''];
}
