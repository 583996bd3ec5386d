/** Later facts of a case follow from earlier answers, through the diagrams of today. */
import { join } from 'node:path';
import { readResources } from '../../../src/models/read';
import type { PastEvaluation } from '../../../src/tools/plan/past';
import {
  type Flows,
  Lineage,
  NotRebuilt,
  type Redone,
  readFlows,
} from '../../../src/tools/plan/rebuild';

let flows: Flows;
beforeAll(async () => {
  flows = await readFlows(await readResources(join(__dirname, '../../..')));
});

/** A rule task of a process that the diagram of ZJ-07 calls. */
function called(
  processId: string,
  elementId: string,
  calledBy: string,
  facts: Record<string, unknown>,
  output: unknown = null,
): PastEvaluation {
  return {
    ...{ caseId: 'c', at: new Date(0), processId, elementId, calledBy, facts, output },
    ...{ instanceKey: calledBy, parentKey: '1', parentProcessId: 'zj-subcontract' },
    ...{ rootElementId: calledBy, decisionKey: '1', decisionId: 'any' },
  };
}

const routing = (places: unknown) =>
  called(
    'common-authority',
    'Rule_Authority',
    'Call_ResolveAuthority',
    { step: 'ZJ-07', places },
    {
      deadlineKey: 'NONE',
    },
  );
const review = called('common-deadline', 'Rule_Deadline', 'Call_ReviewDeadline', {
  key: 'NONE',
  item: 'DECORATION',
});

const lineage = (earlier: Redone[], before: unknown, after: unknown = before) =>
  new Lineage(
    { before: flows, after: flows },
    earlier,
    { before, after } as never,
    'zj-subcontract',
  );

test('[R-plan] a deadline follows the key that the routing gave', () => {
  const past = routing({});
  const otherwise = { past, output: { deadlineKey: 'LOCAL_REVIEW_5' } };
  expect(lineage([otherwise], {}).factsOf(review)).toEqual({
    key: 'LOCAL_REVIEW_5',
    item: 'DECORATION',
  });
  expect(lineage([{ past }], {}).factsOf(review)).toBe(review.facts);
});

test('[R-plan] a routing follows what the intake made', () => {
  const [old, other] = [{ places: { a: 1 } }, { places: { a: 2 } }];
  const past = routing({ a: 1 });
  expect(lineage([], old, other).factsOf(past).places).toEqual({ a: 2 });
  expect(lineage([], old).factsOf(past)).toBe(past.facts);
});

test('[R-plan] what a diagram newly hands over is found where the case began', () => {
  const began = { item: 'STEEL' };
  expect(lineage([], began).newFact(review, 'item')).toBe('STEEL');
  expect(lineage([], began).newFact(review, 'weather')).toBeUndefined();
});

test('[R-plan] what is worked out on the way is not guessed', () => {
  const push = called('cq-commitment-handling', 'Rule_CityHandling', 'Call', {
    materialsComplete: true,
  });
  const missing: Redone = {
    past: { ...push, elementId: 'Rule_Completeness', output: [] },
    output: ['X'],
  };
  const own = new Lineage(
    { before: flows, after: flows },
    [missing],
    undefined,
    'cq-commitment-handling',
  );
  expect(() => own.factsOf(push)).toThrow(NotRebuilt);
});
