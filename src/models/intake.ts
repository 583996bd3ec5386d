import type { ProcessModel } from './types';

/**
 * Does a process take the variables of its intake one by one, as diagrams did before `intake` was one
 * variable? Their start event maps each; a case that began under such a release is still handed them.
 */
export function takesIntakeApart(process: ProcessModel): boolean {
  return process.startOutputs.length > 0;
}
