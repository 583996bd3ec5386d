import type { ElementModel, ProcessModel } from '../../models/read';
import { inOrder } from './flow-order';
import { code } from './markdown';

/** Rows of the step table of a process: name, kind, and what happens there. */
export function steps(process: ProcessModel): string[][] {
  return inOrder(process)
    .filter((element) => element.name)
    .map((element, index) => [
      String(index + 1),
      element.name,
      kind(element),
      happens(process, element),
    ]);
}

const kinds: Record<string, string> = {
  StartEvent: 'start',
  EndEvent: 'end',
  UserTask: 'user task',
  ServiceTask: 'job',
  SendTask: 'job',
  BusinessRuleTask: 'decision',
  CallActivity: 'call',
  ExclusiveGateway: 'question',
  EventBasedGateway: 'wait for',
  ParallelGateway: 'parallel',
};

function kind({ type, timer, attachedTo }: ElementModel): string {
  if (timer) return attachedTo ? 'deadline' : 'timer';
  return kinds[type] ?? type;
}

function happens(process: ProcessModel, { id, timer, attachedTo }: ElementModel): string {
  if (timer) return attachedTo ? `${code(timer)} on ${nameOf(process, attachedTo)}` : code(timer);
  const user = process.userTasks.find((task) => task.id === id);
  if (user) {
    const due = user.dueDate ? `, due ${code(user.dueDate)}` : '';
    const form = `act ${code(user.act)}, form ${code(user.formId)}`;
    return `${form}, group ${code(user.candidateGroups)}${due}`;
  }
  const decision = process.decisions.find((task) => task.id === id);
  if (decision) return `${code(decision.decisionId)} → ${code(decision.resultVariable)}`;
  const job = process.serviceTasks.find((task) => task.id === id);
  if (job) return code(job.jobType);
  const call = process.calls.find((task) => task.id === id);
  return call ? code(call.processId) : branches(process, id);
}

function branches(process: ProcessModel, id: string): string {
  return process.sequenceFlows
    .filter(({ source, name }) => source === id && name)
    .map(({ name, target }) => `${name} → ${nameOf(process, target)}`)
    .join('; ');
}

/** Name of an element; of a join without a name, that of what follows it. */
function nameOf(process: ProcessModel, id: string): string {
  const element = process.elements.find((one) => one.id === id);
  const onward = process.sequenceFlows.filter(({ source }) => source === id);
  const [flow] = onward;
  if (element?.name || onward.length !== 1 || !flow) return element?.name || code(id);
  return nameOf(process, flow.target);
}
