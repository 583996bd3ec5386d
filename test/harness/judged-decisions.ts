import { judge } from '../../src/facts/acts';
import { supportingRules } from '../../src/facts/submission';
import type { ProcessModel } from '../../src/models/read';
import type { ReleaseView } from '../../src/records/releases';
import { type DecisionCase, evaluate, testTable } from './decisions';

// apart from `decisions.ts`: of 180 files of tests some twenty need the application’s own code loaded

/** Judges the acts of every flow. */
const COMMON = 'common-acts';
/** Judges in its place what an administrator does. */
const ADMINISTRATION = 'common-administration';

/** What the `facts` decisions of a process say, as the API asks them. */
function rulesOf(facts: string[], about: object): Promise<Record<string, unknown>> {
  const release = { evaluate } as unknown as ReleaseView;
  return supportingRules(release, { facts } as ProcessModel, { ...about });
}

/**
 * A test a case, and one that the cases met every row of the table.
 * @param supporting the `facts` decisions of the process, on which the decision rests
 */
export function testSupported(id: string, cases: DecisionCase[], supporting: string[]): void {
  testTable(id, cases, async (facts) =>
    evaluate(id, { ...facts, rules: await rulesOf(supporting, facts) }),
  );
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
