import { readModelFolders } from '../../src/models/read';
import { errorCodes, sorted } from '../../src/tools/models/generate-ids';
import requirements from '../reports/requirements.json';
import { root } from './own-models';

test('the rule coverage report knows every refusal of the flows there are', async () => {
  const { processes, decisions } = await readModelFolders(root);
  const flows = Object.values(processes).flatMap(
    ({ flow }) => /^ZJ-(.*)$/.exec(flow ?? '')?.[1] ?? [],
  );
  const codes = sorted(Object.values(decisions).flatMap(errorCodes));
  const ofFlows = (code: string) => ['00', ...flows].includes(code.split('-')[1] ?? '');
  const ours = codes.filter((code) => !code.startsWith('E-') || ofFlows(code));
  const known = requirements.map(({ id }) => id);
  expect(ours.filter((code) => !known.includes(code))).toEqual([]);
});

test('what shows a rule is listed, too', () => {
  const known = requirements.map(({ id }) => id);
  const showing = requirements.flatMap((one) => ('shownBy' in one ? one.shownBy : []));
  expect(showing.filter((id) => !known.includes(id as string))).toEqual([]);
});

test('each requirement is listed once', () => {
  const ids = requirements.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});
