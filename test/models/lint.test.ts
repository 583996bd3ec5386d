import { formatFindings, isFault } from '../../src/tools/models/finding';
import { lintModels } from '../../src/tools/models/lint-models';
import { root, workerInfos } from './own-models';

test('[check-18] the models are free of faults', async () => {
  const findings = await lintModels(root, workerInfos);
  expect(formatFindings(findings.filter(isFault))).toBe('');
});
