import { extension, list, parseBpmn, properties, text } from '../src/models/moddle';
import { readListeners } from '../src/models/read-element';
import type { Resource } from '../src/models/types';

/** What is counted in a set of model files. */
export interface Counts {
  processes: number;
  nodes: number;
  mappings: number;
  /** Mappings that give a variable on under its own name: source `=name`, target `name`. */
  sameName: number;
  /** A `case.set-status` step directly followed by a `notify` step. */
  statusNotifyPairs: number;
  explainListeners: number;
  /** `P36500D`, the duration that stands for “never” in diagrams. */
  neverDurations: number;
  /** Lines of BPMN, with the coordinates of the diagrams and without. */
  bpmnLines: number;
  bpmnLinesWithoutDiagram: number;
  /** Lines of DMN, without the coordinates. */
  dmnLines: number;
  dmnLinesWithoutDiagram: number;
  formLines: number;
  files: number;
  /** Top-level processes: those that declare a `flow` and who may submit. */
  entries: number;
  /** Codes of the flows that these processes carry: one process may carry several. */
  flows: string[];
}

const NONE: Counts = {
  processes: 0,
  nodes: 0,
  mappings: 0,
  sameName: 0,
  statusNotifyPairs: 0,
  explainListeners: 0,
  neverDurations: 0,
  bpmnLines: 0,
  bpmnLinesWithoutDiagram: 0,
  dmnLines: 0,
  dmnLinesWithoutDiagram: 0,
  formLines: 0,
  files: 0,
  entries: 0,
  flows: [],
};

type NumberName = Exclude<keyof Counts, 'flows'>;
const NUMBERS = Object.keys(NONE).filter((name): name is NumberName => name !== 'flows');

/** The sum of several counts; a flow that several have is one. */
export function sum(counts: Counts[]): Counts {
  const total: Counts = { ...NONE, flows: [...new Set(counts.flatMap(({ flows }) => flows))] };
  for (const one of counts) for (const name of NUMBERS) total[name] += one[name];
  return total;
}

/** The area a model file belongs to: `bpmn/<area>/…`. */
export const areaOf = ({ name }: Resource): string => name.split('/')[1] ?? '';

/** Counts of each area, in the order of their names. */
export async function countByArea(resources: Resource[]): Promise<Map<string, Counts>> {
  const areas = [...new Set(resources.map(areaOf))].sort();
  const counted = new Map<string, Counts>();
  for (const area of areas) {
    const files = resources.filter((resource) => areaOf(resource) === area);
    counted.set(area, sum(await Promise.all(files.map(countFile))));
  }
  return counted;
}

async function countFile({ name, content }: Resource): Promise<Counts> {
  const source = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  const lines = linesOf(source);
  const drawn = lines - linesOf(withoutDiagram(source));
  const file = { ...NONE, files: 1 };
  if (name.endsWith('.form')) return { ...file, formLines: lines };
  if (name.endsWith('.dmn'))
    return { ...file, dmnLines: lines, dmnLinesWithoutDiagram: lines - drawn };
  return {
    ...file,
    ...(await countProcesses(source)),
    neverDurations: source.split('P36500D').length - 1,
    bpmnLines: lines,
    bpmnLinesWithoutDiagram: lines - drawn,
  };
}

const linesOf = (source: string) => source.split('\n').length - (source.endsWith('\n') ? 1 : 0);

/** A model without the part that says where each shape lies. */
function withoutDiagram(source: string): string {
  return source.replace(
    /^[ \t]*<((?:\w+:)?(?:BPMNDiagram|DMNDI))[\s>][\s\S]*<\/\1>[ \t]*\r?\n?/m,
    '',
  );
}

async function countProcesses(xml: string): Promise<Partial<Counts>> {
  const processes = list(await parseBpmn(xml), 'rootElements').filter(
    ({ $type }) => $type === 'bpmn:Process',
  );
  const elements = processes.flatMap(flatten);
  const nodes = elements.filter(({ $type }) => $type !== 'bpmn:SequenceFlow');
  const mappings = nodes.flatMap((node) => {
    const io = extension(node, 'zeebe:IoMapping');
    return [...list(io, 'inputParameters'), ...list(io, 'outputParameters')];
  });
  const entries = processes.map(properties).filter(({ flow, submitters }) => flow && submitters);
  const following = (node: ModdleElement): ModdleElement[] =>
    list(node, 'outgoing').map(({ targetRef }) => targetRef);
  return {
    processes: processes.length,
    nodes: nodes.length,
    mappings: mappings.length,
    sameName: mappings.filter(({ source, target }) => nameIn(source) === text(target)).length,
    statusNotifyPairs: nodes
      .filter((node) => jobOf(node) === 'case.set-status')
      .flatMap(following)
      .filter((node) => jobOf(node) === 'notify').length,
    explainListeners: [...processes, ...nodes]
      .flatMap(readListeners)
      .filter((type) => type === 'decision.explain').length,
    entries: entries.length,
    flows: entries.flatMap(({ flow = '' }) => flow.split(/[,，\s]+/).filter(Boolean)),
  };
}

/** The flow elements of a process or subprocess, those inside subprocesses included. */
function flatten(container: ModdleElement): ModdleElement[] {
  return list(container, 'flowElements')
    .filter(({ $type }) => !/DataObject|DataStore/.test($type))
    .flatMap((element) => [element, ...flatten(element)]);
}

/** What a FEEL expression `=name` names. */
const nameIn = (source: unknown) => /^=\s*([\p{L}_]\w*)$/u.exec(text(source))?.[1];

function jobOf(node: ModdleElement): string | undefined {
  return node.$type === 'bpmn:ServiceTask'
    ? extension(node, 'zeebe:TaskDefinition')?.type
    : undefined;
}
