import type { FormModel, Models, ProcessModel } from './types';

/** A door: a few questions whose answers say which flow somebody goes through. */
export interface Door {
  /** id of the decision that answers, and of the form that asks */
  id: string;
  form: FormModel;
  /** the flows that are entered by it (process property `door`) */
  flows: ProcessModel[];
}

/** The door of this name; undefined where no flow is entered by it. */
export function doorOf(models: Models, id: string): Door | undefined {
  const flows = Object.values(models.processes).filter((process) => process.door === id);
  const form = models.forms[id];
  return form && flows.length > 0 ? { id, form, flows } : undefined;
}
