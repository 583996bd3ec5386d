import { extension, list, parseBpmn, text } from './moddle';

/** Something in a diagram that a deadline decides: when a timer fires, or what a task shows as due. */
export interface DeadlineUse {
  kind: 'TIMER' | 'TASK';
  /** the event or the user task */
  elementId: string;
  /** FEEL without `=`, e.g. `gcDeadline.dueTimer` */
  expression: string;
  /** where a token waits for it: the task, the activity below the boundary event, or the event itself */
  waitsAt: string;
  /** what has the timer: a boundary event and one behind an event gateway can be set anew in place */
  on: 'ACTIVITY' | 'GATEWAY' | 'EVENT' | 'OTHER';
  /** sub-processes around it, innermost first; `own`: variables that belong to that scope alone */
  scopes: { elementId: string; own: string[]; many: boolean }[];
}

/** Where the result of a step goes: an output mapping. */
export interface OutputMapping {
  /** FEEL without `=` */
  source: string;
  target: string;
}

/** What a process does with deadlines. */
export interface DeadlineUses {
  uses: DeadlineUse[];
  /** output mappings by element, of those that have any */
  outputs: Record<string, OutputMapping[]>;
  /** every flow node that can stand in a mapping of a migration */
  nodes: string[];
}

/**
 * Reads which timers and due dates of a diagram follow from which variable.
 * @param xml a BPMN file
 * @returns by process id
 */
export async function deadlineUses(xml: string): Promise<Record<string, DeadlineUses>> {
  const processes = list(await parseBpmn(xml), 'rootElements').filter(
    (element) => element.$type === 'bpmn:Process',
  );
  return Object.fromEntries(processes.map((process) => [process.id, usesOf(process)]));
}

function usesOf(process: ModdleElement): DeadlineUses {
  const found: DeadlineUses = { uses: [], outputs: {}, nodes: [] };
  collect(process, [], found);
  return found;
}

/** Goes through the nodes of a process or sub-process. */
function collect(
  container: ModdleElement,
  scopes: DeadlineUse['scopes'],
  found: DeadlineUses,
): void {
  for (const node of list(container, 'flowElements')) {
    if (/SequenceFlow|DataObject|DataStore/.test(node.$type)) continue;
    found.nodes.push(node.id);
    const outputs = mappings(node, 'outputParameters');
    if (outputs.length > 0) found.outputs[node.id] = outputs;
    const use = timerUse(node, scopes) ?? dueUse(node, scopes);
    if (use) found.uses.push(use);
    if (node.flowElements) collect(node, [scopeOf(node), ...scopes], found);
  }
}

/** A sub-process keeps what its input mappings give, and what an instance of many is given. */
function scopeOf(node: ModdleElement): DeadlineUse['scopes'][number] {
  const own = mappings(node, 'inputParameters').map(({ target }) => target);
  return { elementId: node.id, own, many: Boolean(node.loopCharacteristics) };
}

function timerUse(node: ModdleElement, scopes: DeadlineUse['scopes']): DeadlineUse | undefined {
  const date = list(node, 'eventDefinitions').find((event) => event.timeDate)?.timeDate;
  if (!date) return undefined;
  return {
    ...{ kind: 'TIMER', elementId: node.id, expression: feel(date.body), scopes },
    ...placeOf(node),
  };
}

function placeOf(node: ModdleElement): Pick<DeadlineUse, 'waitsAt' | 'on'> {
  if (node.$type === 'bpmn:BoundaryEvent')
    return { waitsAt: node.attachedToRef.id, on: 'ACTIVITY' };
  if (node.$type !== 'bpmn:IntermediateCatchEvent') return { waitsAt: node.id, on: 'OTHER' };
  const gateway = list(node, 'incoming').find(
    ({ sourceRef }) => sourceRef?.$type === 'bpmn:EventBasedGateway',
  );
  if (gateway) return { waitsAt: gateway.sourceRef.id, on: 'GATEWAY' };
  return { waitsAt: node.id, on: 'EVENT' };
}

function dueUse(node: ModdleElement, scopes: DeadlineUse['scopes']): DeadlineUse | undefined {
  const due = extension(node, 'zeebe:TaskSchedule')?.dueDate;
  if (!due) return undefined;
  return {
    ...{ kind: 'TASK', elementId: node.id, expression: feel(due), scopes },
    ...{ waitsAt: node.id, on: 'ACTIVITY' },
  };
}

function mappings(node: ModdleElement, which: 'inputParameters' | 'outputParameters') {
  return list(extension(node, 'zeebe:IoMapping'), which).map(({ source, target }) => ({
    source: feel(source),
    target: text(target),
  }));
}

const feel = (expression: unknown) => text(expression).replace(/^=\s*/, '');
