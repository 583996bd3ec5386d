import { workers } from '../workers';
import type { Effort } from './models/engine/answers';
import { formatFindings, isFault } from './models/finding';
import { lintModels } from './models/lint-models';
import { describeWorkers } from './models/worker-info';

/** `npm run lint:models`: checks bpmn/, dmn/ and forms/; `--faults` leaves out warnings and infos. */
async function main(): Promise<void> {
  const findings = await lintModels(process.cwd(), describeWorkers(workers), tell);
  const faults = findings.filter(isFault);
  console.log(formatFindings(process.argv.includes('--faults') ? faults : findings));
  const warnings = findings.filter(({ severity }) => severity === 'warn').length;
  const infos = findings.length - faults.length - warnings;
  console.log(`${faults.length} faults, ${warnings} warnings, ${infos} infos`);
  if (faults.length > 0) process.exitCode = 1;
}

/** What the engine's own libraries cost: nothing for files that they have seen before. */
function tell({ asked, kept, startMs, askMs }: Effort): void {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const cost = asked > 0 ? ` (JVM ${seconds(startMs)}, reading ${seconds(askMs)})` : '';
  console.log(`engine's libraries: ${asked} files read${cost}, ${kept} known from before`);
}

main();
