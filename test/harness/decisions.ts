import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../src/facts/acts';
import { supportingRules } from '../../src/facts/submission';
import { listFiles } from '../../src/models/folders';
import type { ProcessModel } from '../../src/models/read';
import { readDmn } from '../../src/models/read-dmn';
import type { ReleaseView } from '../../src/records/releases';
import { engine } from './client';
import { ROOT } from './models';

/** Name (with the ids it shows), facts, and what must come out of the decision: at least that. */
export type DecisionCase = [name: string, facts: object, expected: unknown];

/** Judges the acts of every flow. */
const COMMON = 'common-acts';
/** Judges in its place what an administrator does. */
const ADMINISTRATION = 'common-administration';

/** Evaluates a decision on the engine, as deployed last. */
async function evaluate(id: string, variables: object) {
  const { body } = await engine('decision-definitions/evaluation', {
    decisionDefinitionId: id,
    variables,
  });
  if (!body?.evaluatedDecisions) throw new Error(`${id}: ${JSON.stringify(body)}`);
  if (body.failureMessage) throw new Error(`${id}: ${body.failureMessage}`);
  const evaluated: { matchedRules: { ruleId: string }[] }[] = body.evaluatedDecisions;
  return {
    output: JSON.parse(body.output) as unknown,
    rules: evaluated.flatMap(({ matchedRules }) => matchedRules.map(({ ruleId }) => ruleId)),
  };
}

/** The rows of one table, from the file that holds it: reading all models takes seconds a test file. */
async function rulesOfTable(id: string) {
  for (const file of listFiles(join(ROOT, 'dmn'))) {
    const text = readFileSync(file, 'utf8');
    if (!text.includes(`<decision id="${id}"`)) continue;
    const decisions = await readDmn(file, text);
    return decisions.find((decision) => decision.id === id)?.rules ?? [];
  }
  throw new Error(`no file has the decision ${id}`);
}

/** What the `facts` decisions of a process say, as the API asks them. */
function rulesOf(facts: string[], about: object): Promise<Record<string, unknown>> {
  const release = { evaluate } as unknown as ReleaseView;
  return supportingRules(release, { facts } as ProcessModel, { ...about });
}

/**
 * A test a case, and one that the cases met every row of the table.
 * @param supporting the `facts` decisions of the process, where the decision rests on them
 */
export function testDecision(id: string, cases: DecisionCase[], supporting: string[] = []): void {
  testTable(id, cases, async (facts) => {
    const known = supporting.length > 0 ? { rules: await rulesOf(supporting, facts) } : {};
    return evaluate(id, { ...facts, ...known });
  });
}

/**
 * The same for a table about acts, judged as the application judges them: with those that are asked
 * before it and, where none refuses, `common-acts`. What comes out is every refusal, null without one.
 */
export function testActs(id: string, cases: DecisionCase[], before: string[] = []): void {
  testTable(id, cases, async (facts) => {
    const met: string[] = [];
    const ask = async (decision: string, about: object) => {
      const evaluated = await evaluate(decision, about);
      if (decision === id) met.push(...evaluated.rules);
      return evaluated;
    };
    const models = {
      processes: {
        flow: { acts: [...before, ...([COMMON, ADMINISTRATION].includes(id) ? [] : [id])] },
      },
      decisions: { [COMMON]: {}, [ADMINISTRATION]: {} },
    };
    const release = { models, evaluate: ask } as unknown as ReleaseView;
    const { refusals, forbidden } = await judge(release, ['flow'], { ...facts });
    const output = refusals.map((one) => ({ ...one, forbidden }));
    return { output: output.length > 0 ? output : null, rules: met };
  });
}

type Evaluated = Pick<Awaited<ReturnType<typeof evaluate>>, 'output' | 'rules'>;

function testTable(
  id: string,
  cases: DecisionCase[],
  ask: (facts: object) => Promise<Evaluated>,
): void {
  const met = new Set<string>();
  describe(id, () => {
    test.each(cases)('%s', async (_, facts, expected) => {
      const { output, rules } = await ask(facts);
      for (const rule of rules) met.add(rule);
      expect({ output }).toMatchObject({ output: expected });
    });

    test('every row is met', async () => {
      const rows = (await rulesOfTable(id)).map((row) => row.id);
      expect(rows.filter((row) => !met.has(row))).toEqual([]);
    });
  });
}

/** The refusal codes of a COLLECT table of checks, in the order of the table. */
export const refused = (...codes: string[]) =>
  codes.length === 0 ? null : codes.map((code) => ({ code }));
