import { extension, list, parseBpmn, text } from './moddle';

/** A flow node, as far as a token that stands there cares. */
export interface StructureNode {
  id: string;
  name: string;
  /** BPMN type without prefix */
  type: string;
  /** the sub-process around it; the process itself where none is */
  scope: string;
  /** for a boundary event, the activity it sits on; for one behind an event gateway, the gateway */
  on?: string;
  /** of an event: what it waits for */
  event?: string;
  /** FEEL without `=` of its timer */
  timer?: string;
  /** several instances, one after another or at once */
  many?: 'SEQUENTIAL' | 'PARALLEL';
  /** the process that a call activity calls */
  calls?: string;
}

/** Nodes of a process by id, and the sequence flows between them. */
export interface Structure {
  nodes: Record<string, StructureNode>;
  /** everything in the diagram that is FEEL or a name of a variable, for looking whether one is known */
  words: Set<string>;
}

/** Reads the structure of each process of a BPMN file. @returns by process id */
export async function readStructures(xml: string): Promise<Record<string, Structure>> {
  const processes = list(await parseBpmn(xml), 'rootElements').filter(
    (element) => element.$type === 'bpmn:Process',
  );
  const words = new Set(xml.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
  return Object.fromEntries(
    processes.map((process) => {
      const nodes: Structure['nodes'] = {};
      collect(process, process.id, nodes);
      return [process.id, { nodes, words }];
    }),
  );
}

function collect(container: ModdleElement, scope: string, nodes: Structure['nodes']): void {
  for (const node of list(container, 'flowElements')) {
    if (/SequenceFlow|DataObject|DataStore/.test(node.$type)) continue;
    nodes[node.id] = nodeOf(node, scope);
    if (node.flowElements) collect(node, node.id, nodes);
  }
}

function nodeOf(node: ModdleElement, scope: string): StructureNode {
  const event = list(node, 'eventDefinitions')[0];
  const gateway = list(node, 'incoming')
    .map(({ sourceRef }) => sourceRef)
    .find((source) => source?.$type === 'bpmn:EventBasedGateway');
  const on = node.attachedToRef?.id ?? gateway?.id;
  const timer = event?.timeDate ?? event?.timeDuration ?? event?.timeCycle;
  const many = node.loopCharacteristics;
  const calls = extension(node, 'zeebe:CalledElement')?.processId;
  return {
    ...{ id: node.id, name: text(node.name), type: node.$type.replace('bpmn:', ''), scope },
    ...(on && { on }),
    ...(event && { event: event.$type.replace(/^bpmn:|EventDefinition$/g, '') }),
    ...(timer && { timer: text(timer.body).replace(/^=\s*/, '') }),
    ...(many && { many: many.isSequential ? 'SEQUENTIAL' : 'PARALLEL' }),
    ...(calls && { calls: text(calls) }),
  };
}
