import { supportingRules } from '../../../src/facts/submission';
import type { ProcessModel } from '../../../src/models/read';
import type { ReleaseView } from '../../../src/records/releases';

/** What a decision was asked with is what it answers: `first` lays the ground for the others. */
function rulesOf(...facts: string[]) {
  const ground = { stage: { name: 'A' }, stages: [{ name: 'A' }, { name: 'B' }], none: null };
  const evaluate = async (id: string, { rules, ...asked }: Record<string, unknown>) => ({
    output: id === 'first' ? ground : { ...asked, knows: Object.keys(rules as object) },
  });
  const release = { evaluate } as unknown as ReleaseView;
  return supportingRules(release, { facts } as ProcessModel, { today: 'T' });
}

describe('the facts decisions of a process', () => {
  test('each sees the facts and what those before it said', async () => {
    const { then } = await rulesOf('first', 'then');
    expect(then).toEqual({ today: 'T', knows: ['first'] });
  });

  test('one is asked with what another made for it', async () => {
    const { then } = await rulesOf('first', 'then@first.stage');
    expect(then).toMatchObject({ today: 'T', name: 'A' });
  });

  test('of a list, once an item, in its order', async () => {
    const { then } = await rulesOf('first', 'then@first.stages');
    expect(then).toMatchObject([{ name: 'A' }, { name: 'B' }]);
  });

  test('nothing there: asked with the facts alone', async () => {
    const { then } = await rulesOf('first', 'then@first.none', 'last@first.nowhere.at');
    expect(then).toEqual({ today: 'T', knows: ['first'] });
  });
});
