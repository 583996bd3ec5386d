import { compose } from '../compose';
import { loadConfig } from '../config';
import { differencesOf, exchanges, reconcile } from '../exchange';
import { localEnvironment } from './local-environment';

/** So many differences are shown. */
const SHOWN = 100;

/**
 * `npm run exchange:reconcile`: compares what every platform has with what it was sent, prints the
 * differences, and has sent again what is missing there or older. Ends with 1 where there is one.
 */
async function main(): Promise<void> {
  localEnvironment();
  const deps = await compose({ ...loadConfig(), LOG_LEVEL: 'warn' });
  try {
    for (const one of await exchanges(deps.db)) {
      const run = await reconcile(deps, one);
      if (!run) throw new Error(`${one.target} ${one.dataset}: such a run is under way`);
      const counts = Object.entries(run.differences).map(([what, n]) => `${what} ${n}`);
      const said = run.problem ?? (counts.join(', ') || 'no difference');
      console.log(`${run.target} ${run.dataset}: ours ${run.ours}, theirs ${run.theirs}: ${said}`);
      for (const { name, difference, ours, theirs, sentAgain } of await differencesOf(
        deps.db,
        run.id,
        null,
        SHOWN,
      ))
        console.log(`  ${difference} ${name} ${ours} ${theirs}${sentAgain ? ' sent again' : ''}`);
      if (run.problem || counts.length > 0) process.exitCode = 1;
    }
  } finally {
    await deps.close();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
