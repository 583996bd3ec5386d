import { readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { listFiles } from '../../models/folders';
import { type DecisionModel, type Models, type Resource, readModels } from '../../models/read';
import { codeWords } from '../../wording/codes';
import type { Answer, RulesEngine } from '../rules-engine';
import { type Case, type Expectation, readCases, readValue } from './read-cases';

/** How cases ended. */
export interface CasesResult {
  passed: number;
  /** One line each: file, line, what was expected and what came. */
  failures: string[];
}

const ENDING = '.cases.csv';

/** Between the values of a table that answers with several rows. */
const SEVERAL = /\s*[;；]\s*/;

/** The files of cases below `dmn/`, by their names from the root. */
export function casesFiles(root: string): string[] {
  return listFiles(join(root, 'dmn'))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => relative(root, file).split(sep).join('/'));
}

/**
 * Runs files of cases against tables, with the engine's own libraries.
 * @param only names of decisions; none: all
 * @throws Error where the engine does not take a table, or a file cannot be read
 */
export async function runCases(
  engine: RulesEngine,
  root: string,
  resources: Resource[],
  only: string[] = [],
): Promise<CasesResult> {
  const models = await readModels(resources);
  const all = casesFiles(root)
    .map((file) => ({ file, decision: decisionOf(file, models) }))
    .filter(({ decision }) => only.length === 0 || only.includes(decision.id))
    .flatMap(({ file, decision }) =>
      readCases(file, readFileSync(join(root, file), 'utf8'), decision).map((one) => ({
        ...one,
        decision,
      })),
    );
  await engine.load('cases', resources);
  const asked = all.map(({ decision, facts }) => ({ decisionId: decision.id, facts }));
  const answers = await engine.evaluate('cases', asked);
  const say = wordsFor(models);
  const failures = all.flatMap((one, at) => judge(one, one.decision, answers[at], say));
  const failed = new Set(failures.map(({ at }) => at)).size;
  return { passed: all.length - failed, failures: failures.map(({ text }) => text) };
}

function decisionOf(file: string, { decisions }: Models): DecisionModel {
  const id = basename(file).slice(0, -ENDING.length);
  const found = decisions[id];
  if (!found) throw new Error(`${file}: 没有决策表 ${id} (no decision ${id})`);
  return found;
}

type Say = (value: unknown, decision: DecisionModel, column: string) => string;

/** Values in the words of the models, with the code beside: 施工许可发放部门（PERMIT_ISSUER）. */
function wordsFor(models: Models): Say {
  const words = codeWords(models);
  return (value, { id }, column) => {
    if (value === undefined) return '（无）';
    return words
      .value(JSON.stringify(value), { decision: id, column })
      .map(({ text, code }) => (code === undefined ? text : `${text}（${code}）`))
      .join('');
  };
}

function judge(
  one: Case,
  decision: DecisionModel,
  answer: Answer | undefined,
  say: Say,
): { at: string; text: string }[] {
  const at = `${one.file}:${one.line}`;
  const note = one.note === '' ? '' : `［${one.note}］`;
  const head = `${at} ${decision.name}${note}`;
  if (!answer || 'failure' in answer)
    return [{ at, text: `${head}: 不能求值 (failed): ${answer?.failure ?? 'no answer'}` }];
  const rows = answer.matches
    .filter(({ decisionId }) => decisionId === decision.id)
    .map(({ ruleId }) => ruleId);
  return one.expected.flatMap((expectation) => {
    const came = outputOf(answer.output, expectation);
    const expected = expectedOf(expectation, came);
    if (isDeepStrictEqual(came, expected)) return [];
    const { output, label } = expectation;
    const by = rows.length > 0 ? `第 ${rows.join('、')} 行` : '没有命中的行';
    const told = `应为 ${say(expected, decision, output)}，得到 ${say(came, decision, output)}（${by}）`;
    const json = `expected ${JSON.stringify(expected)}, came ${JSON.stringify(came)}`;
    return [{ at, text: `${head}「${label}」: ${told} (${json})` }];
  });
}

/** What a decision says for an output: of each row, where it answers with several. */
function outputOf(output: unknown, { output: name }: Expectation): unknown {
  if (name === '') return output;
  if (Array.isArray(output))
    return output.map((row) => outputOf(row, { output: name } as Expectation));
  if (typeof output !== 'object' || output === null) return output;
  return (output as Record<string, unknown>)[name] ?? null;
}

function expectedOf({ output, written, type }: Expectation, came: unknown): unknown {
  if (output === '' || !Array.isArray(came)) return readValue(written, type);
  if (written === 'null') return null;
  return written.split(SEVERAL).map((one) => readValue(one, type));
}
