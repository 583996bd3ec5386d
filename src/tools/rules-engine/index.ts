import { installRulesEngine } from '../../../stack/lib/fetch';
import { readSettings } from '../../../stack/lib/settings';
import type { Evaluation } from '../../engine';
import type { Resource } from '../../models/read';
import { openLines } from './lines';

/** One question to a decision. */
export interface Asked {
  decisionId: string;
  facts: Record<string, unknown>;
}

/** What a decision said, or why the engine could not evaluate it, in its words. */
export type Answer = Evaluation | { failure: string };

/** A FEEL text: a unary test is what stands in the cell of an input column. */
export interface FeelText {
  text: string;
  unary: boolean;
}

/**
 * A node of the syntax tree, `[kind, part, …]` with the engine's own names: `["Equal", ["Ref",
 * {"list": ["data", "kind"]}], ["ConstString", "A"]]`.
 */
export type Tree = [kind: string, ...parts: Part[]];
export type Part = Tree | { list: Part[] } | string | number | boolean | null;

/** How the engine reads a FEEL text, or why it does not. */
export type Read = { tree: Tree } | { failure: string };

/** What the engine refuses in a diagram; `element` is empty where it is about the whole file. */
export interface Refused {
  element: string;
  message: string;
}

/** A diagram as the engine reads it. */
export interface ReadDiagram {
  refused: Refused[];
  /** What its mappings, decisions and loops set. */
  variables: string[];
}

/** A unary test, and values of the column it stands in. */
export interface UnaryTest {
  text: string;
  values: unknown[];
}

/**
 * The very libraries with which the broker parses, validates and evaluates, outside of a running broker.
 * Questions are answered in the order they come in.
 */
export interface RulesEngine {
  /** Of sources, libraries and JVM: what is kept of its answers holds for this version only. */
  version: string;
  /**
   * Parses and keeps all DMN of a set of models under a name, instead of what had that name.
   * @throws Error naming the file that the engine does not take
   */
  load(set: string, resources: Resource[]): Promise<void>;
  /**
   * Evaluates in order; one answer each. An `Evaluation` is what the broker answers for the same facts.
   * @throws Error where no set of that name was loaded
   */
  evaluate(set: string, asked: Asked[]): Promise<Answer[]>;
  /** Why the engine would not take each of these DMN files; null where it does. */
  readTables(resources: Resource[]): Promise<(string | null)[]>;
  /** What the engine would not take in each of these BPMN files, and the variables it sets. */
  readDiagrams(resources: Resource[]): Promise<ReadDiagram[]>;
  /** How the FEEL of DMN is read. */
  readFeel(texts: FeelText[]): Promise<Read[]>;
  /**
   * Whether each test says yes or no to any of its values, and not null to all of them; no other variable is
   * known to it.
   */
  areDecided(tests: UnaryTest[]): Promise<boolean[]>;
  /** Bytes that are in use, and that were taken from the machine. */
  memory(): Promise<{ used: number; taken: number }>;
  /** Ends the program. */
  close(): Promise<void>;
}

/**
 * Starts the rules engine; builds it first where that was not done yet (a minute, and the download of the
 * stack on a fresh machine).
 * @throws Error where no JDK or Maven is found, or the build fails
 */
export async function startRulesEngine(): Promise<RulesEngine> {
  const { java, args, version } = await installRulesEngine(
    readSettings({ log: (line) => process.stderr.write(`${line}\n`) }),
  );
  const lines = openLines(java, args);
  const ask = <T>(op: string, request: object) => lines.ask({ op, ...request }) as Promise<T>;
  const ofKind = (resources: Resource[], ending: string) =>
    resources.filter(({ name }) => name.endsWith(ending)).map(asText);
  return {
    version,
    async load(set, resources) {
      await ask('load', { set, resources: ofKind(resources, '.dmn') });
    },
    evaluate: (set, asked) => ask('evaluate', { set, asked }),
    readTables: (resources) => ask('tables', { resources: resources.map(asText) }),
    readDiagrams: (resources) => ask('diagrams', { resources: resources.map(asText) }),
    readFeel: (expressions) => ask('expressions', { expressions }),
    areDecided: (tests) => ask('decided', { tests }),
    memory: () => ask('memory', {}),
    close: lines.close,
  };
}

let shared: Promise<RulesEngine> | undefined;

/**
 * One rules engine for all in this process that ask a little now and then: it starts when first asked for
 * and ends with the process.
 */
export function sharedRulesEngine(): Promise<RulesEngine> {
  shared ??= startRulesEngine().catch((error) => {
    shared = undefined;
    throw error;
  });
  return shared;
}

function asText({ name, content }: Resource): { name: string; content: string } {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  return { name, content: text };
}
