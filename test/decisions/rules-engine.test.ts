import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Models, type Resource, readModels, readResources } from '../../src/models/read';
import { readCases } from '../../src/tools/cases/read-cases';
import { casesFiles } from '../../src/tools/cases/run-cases';
import { type Asked, type RulesEngine, startRulesEngine } from '../../src/tools/rules-engine';
import { engine as broker } from '../harness/client';
import { ROOT } from '../harness/models';

/**
 * The rules engine beside the broker: the same libraries give the same answer to the same facts, with the
 * rows that matched, their inputs and their outputs. Lint, cases and plans rest on that.
 */
let rules: RulesEngine;
let models: Models;
beforeAll(async () => {
  const resources: Resource[] = await readResources(ROOT);
  models = await readModels(resources);
  rules = await startRulesEngine();
  await rules.load('own', resources);
});
afterAll(() => rules.close());

/** The shape that `src/engine` makes of what the broker says. */
async function byBroker({ decisionId, facts }: Asked): Promise<unknown> {
  const { body } = await broker('decision-definitions/evaluation', {
    decisionDefinitionId: decisionId,
    variables: facts,
  });
  if (!body?.evaluatedDecisions) throw new Error(`${decisionId}: ${JSON.stringify(body)}`);
  const { failureMessage, failedDecisionDefinitionId } = body;
  if (failureMessage)
    return { failure: `decision ${failedDecisionDefinitionId} failed: ${failureMessage}` };
  const evaluated: Evaluated[] = body.evaluatedDecisions;
  return {
    output: JSON.parse(body.output),
    matches: evaluated.flatMap((one) =>
      one.matchedRules.map((rule) => ({
        decisionId: one.decisionDefinitionId,
        decisionName: one.decisionDefinitionName,
        ruleId: rule.ruleId,
        inputs: one.evaluatedInputs.map((input) => ({
          label: input.inputName,
          value: input.inputValue,
        })),
        outputs: rule.evaluatedOutputs.map((output) => ({
          label: output.outputName,
          value: output.outputValue,
        })),
      })),
    ),
  };
}

interface Evaluated {
  decisionDefinitionId: string;
  decisionDefinitionName: string;
  evaluatedInputs: { inputName: string; inputValue: string }[];
  matchedRules: {
    ruleId: string;
    evaluatedOutputs: { outputName: string; outputValue: string }[];
  }[];
}

/** Facts that nothing is known of, and some that many tables ask for. */
const FACTS: Record<string, unknown>[] = [
  {},
  {
    key: 'GC_CONFIRM_3',
    step: 'ZJ-07',
    flow: 'ZJ-07',
    act: 'REVIEW',
    data: { category: 'WORKER' },
  },
  {
    data: { specialty: 'FIRE', contractAmount: 1.5, gcPermitNo: '330282202600000101' },
    places: { permitIssuer: 'county-330109', enterpriseReg: { placeKind: 'COUNTY_UNIT' } },
    actor: { user: 'x', organisations: ['county-330109'], roles: ['reviewer'] },
    case: { parties: {}, acts: ['REPLY'], outcomes: [], marks: [], deadlines: {} },
    routing: { basis: 'PERMIT_ISSUER' },
  },
];

test('every decision answers as in the broker, whatever it is told', async () => {
  const asked = Object.keys(models.decisions).flatMap((decisionId) =>
    FACTS.map((facts) => ({ decisionId, facts })),
  );
  await expectSame(asked);
});

test('the cases beside the tables are answered as in the broker', async () => {
  const asked = casesFiles(ROOT).flatMap((file) => {
    const id = file.split('/').at(-1)?.replace('.cases.csv', '') ?? '';
    const decision = models.decisions[id];
    if (!decision) throw new Error(id);
    const cases = readCases(file, readFileSync(join(ROOT, file), 'utf8'), decision);
    return cases.map(({ facts }) => ({ decisionId: id, facts }));
  });
  expect(asked.length).toBeGreaterThanOrEqual(100);
  await expectSame(asked);
});

async function expectSame(asked: Asked[]): Promise<void> {
  const here = await rules.evaluate('own', asked);
  for (const [at, one] of asked.entries())
    expect({ ...one, answer: here[at] }).toEqual({ ...one, answer: await byBroker(one) });
}
