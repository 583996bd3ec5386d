import { createHash } from 'node:crypto';
import { type DecisionModel, type Resource, readModels } from '../../../models/read';
import { type Read, type RulesEngine, sharedRulesEngine } from '../../rules-engine';
import { openKeep } from '../kept';
import { corrections } from './corrections';
import { textsOf } from './texts';
import { probesOf } from './traps';

/** What the engine says of one file; kept, as it says the same again of the same content. */
export interface FileAnswer {
  /** Why it does not take a DMN file. */
  problem: string | null;
  /** The FEEL of a DMN file, by `keyOf`. */
  feel: Record<string, Read & { instead?: string }>;
  /** Cells that say neither yes nor no to any value of their column, by `cellKey`. */
  undecided: string[];
  /** What it does not take of a BPMN file. */
  refused: { element: string; message: string }[];
  /** What a BPMN file sets. */
  variables: string[];
}

/** How much was asked, and what that took. */
export interface Effort {
  asked: number;
  kept: number;
  /** milliseconds until the JVM answered, 0 where it was not needed */
  startMs: number;
  askMs: number;
}

/** Answers hold for the code that asks, too. */
const CODE = [
  ...['answers.ts', 'corrections.ts', 'texts.ts', 'traps.ts', 'tree.ts'].map(
    (name) => `src/tools/models/engine/${name}`,
  ),
  ...['stack/pom.xml', 'stack/lib/rules-engine.ts'],
];

export const keyOf = (text: string, unary: boolean) => `${unary ? '?' : '='}${text}`;

/** The engine's answers on DMN and BPMN files by their names; it is only asked about what changed. */
export async function askEngine(
  resources: Resource[],
): Promise<{ answers: Map<string, FileAnswer>; effort: Effort }> {
  const files = resources.filter(({ name }) => /\.(dmn|bpmn)$/.test(name));
  const answers = new Map<string, FileAnswer>();
  const keep = openKeep<FileAnswer>('engine-answers', CODE);
  const hashes = new Map(files.map((file) => [file.name, hashOf(file)]));
  const effort: Effort = { asked: 0, kept: 0, startMs: 0, askMs: 0 };
  for (const [name, hash] of hashes) {
    const known = keep.read(hash);
    if (known) answers.set(name, known);
  }
  const missing = files.filter(({ name }) => !answers.has(name));
  effort.kept = answers.size;
  effort.asked = missing.length;
  if (missing.length === 0) return { answers, effort };
  const begun = Date.now();
  const engine = await sharedRulesEngine();
  await engine.memory();
  effort.startMs = Date.now() - begun;
  for (const [name, answer] of await askAbout(engine, missing)) {
    answers.set(name, answer);
    keep.write(hashes.get(name) ?? '', answer);
  }
  effort.askMs = Date.now() - begun - effort.startMs;
  return { answers, effort };
}

function hashOf({ name, content }: Resource): string {
  return createHash('sha256').update(`${name}\n`).update(content).digest('hex').slice(0, 24);
}

async function askAbout(engine: RulesEngine, files: Resource[]): Promise<Map<string, FileAnswer>> {
  const answers = new Map<string, FileAnswer>();
  const diagrams = files.filter(({ name }) => name.endsWith('.bpmn'));
  const read = await engine.readDiagrams(diagrams);
  diagrams.forEach(({ name }, at) => {
    answers.set(name, { ...nothing(), ...read[at] });
  });
  const tables = files.filter(({ name }) => name.endsWith('.dmn'));
  const problems = await engine.readTables(tables);
  for (const [at, table] of tables.entries()) {
    const { decisions } = await readModels([table]);
    const all = Object.values(decisions);
    const feel = await readFeel(engine, all);
    const undecided = await undecidedIn(engine, all, feel);
    answers.set(table.name, { ...nothing(), problem: problems[at] ?? null, feel, undecided });
  }
  return answers;
}

const nothing = (): FileAnswer => ({
  problem: null,
  feel: {},
  undecided: [],
  refused: [],
  variables: [],
});

/** How the texts of decisions are read, and what would be read instead of those that are not. */
async function readFeel(
  engine: RulesEngine,
  decisions: DecisionModel[],
): Promise<FileAnswer['feel']> {
  const texts = decisions.flatMap(textsOf);
  const reads = await engine.readFeel(texts);
  const feel: FileAnswer['feel'] = {};
  for (const [at, { text, unary }] of texts.entries()) {
    const one = reads[at];
    if (!one) continue;
    const instead = 'failure' in one ? await firstRead(engine, text, unary) : undefined;
    feel[keyOf(text, unary)] = instead === undefined ? one : { ...one, instead };
  }
  return feel;
}

/** The first correction that the engine reads. */
async function firstRead(
  engine: RulesEngine,
  text: string,
  unary: boolean,
): Promise<string | undefined> {
  const candidates = corrections(text, unary);
  const reads = await engine.readFeel(candidates.map((one) => ({ text: one, unary })));
  return candidates.find((_, at) => 'tree' in (reads[at] ?? {}));
}

async function undecidedIn(
  engine: RulesEngine,
  decisions: DecisionModel[],
  feel: FileAnswer['feel'],
): Promise<string[]> {
  const probes = decisions.flatMap((decision) => probesOf(decision, feel));
  const decided = await engine.areDecided(probes);
  return probes.filter((_, at) => !decided[at]).map(({ cell }) => cell);
}
