import type { ElementModel, ProcessModel } from '../../models/read';

/** Elements in the order a case meets them: along the flows, boundary events after their task. */
export function inOrder(process: ProcessModel): ElementModel[] {
  const byId = new Map(process.elements.map((element) => [element.id, element]));
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id) || !byId.has(id)) return;
    seen.add(id);
    for (const { id: boundary, attachedTo } of process.elements) {
      if (attachedTo === id) seen.add(boundary);
    }
    for (const flow of process.sequenceFlows) {
      if (flow.source === id) visit(flow.target);
    }
    for (const { id: boundary, attachedTo } of process.elements) {
      if (attachedTo === id) follow(boundary);
    }
  };
  const follow = (id: string): void => {
    for (const flow of process.sequenceFlows) {
      if (flow.source === id) visit(flow.target);
    }
  };
  for (const { id, attachedTo } of process.elements) {
    if (!attachedTo) visit(id);
  }
  return [...seen].flatMap((id) => byId.get(id) ?? []);
}
