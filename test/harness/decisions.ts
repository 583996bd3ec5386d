import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../../src/models/folders';
import { readDmn } from '../../src/models/read-dmn';
import { engine } from './client';
import { ROOT } from './models';

/** Name (with the ids it shows), facts, and what must come out of the decision: at least that. */
export type DecisionCase = [name: string, facts: object, expected: unknown];

/** Evaluates a decision on the engine, as deployed last. */
export async function evaluate(id: string, variables: object) {
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

/** A test a case, and one that the cases met every row of the table. */
export function testDecision(id: string, cases: DecisionCase[]): void {
  testTable(id, cases, (facts) => evaluate(id, facts));
}

/** What a table said, and the rows that were met. */
type Evaluated = Pick<Awaited<ReturnType<typeof evaluate>>, 'output' | 'rules'>;

/** The same where more is to be asked than the table itself. */
export function testTable(
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
