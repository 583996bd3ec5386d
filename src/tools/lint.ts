import { workers } from '../workers';
import { formatFindings, isFault } from './models/finding';
import { lintModels } from './models/lint-models';
import { describeWorkers } from './models/worker-info';

/** `npm run lint:models`: checks bpmn/, dmn/ and forms/; `--faults` leaves out the infos. */
async function main(): Promise<void> {
  const findings = await lintModels(process.cwd(), describeWorkers(workers));
  const faults = findings.filter(isFault);
  console.log(formatFindings(process.argv.includes('--faults') ? faults : findings));
  console.log(`${faults.length} faults, ${findings.length - faults.length} infos`);
  if (faults.length > 0) process.exitCode = 1;
}

main();
