import { parseArgs } from 'node:util';
import { loadConfig } from '../config';
import { createDataSource } from '../entities/data-source';
import { verifyRecord } from '../records/record-verify';
import { localEnvironment } from './local-environment';

/** So many faults are named; more of them say nothing more. */
const NAMED = 100;

/**
 * `npm run audit:verify [-- --expect <digest>]`: checks every audit chain, the anchors, and the
 * chains against them; exit code 1 names what does not fit. `--expect` is the digest of a line of the
 * anchors that was noted elsewhere, usually the newest one that was printed the last time.
 */
async function main(): Promise<void> {
  localEnvironment();
  const { values } = parseArgs({ options: { expect: { type: 'string' } } });
  const { DATABASE_URL, AUDIT_ANCHOR_DIR } = loadConfig();
  const db = await createDataSource(DATABASE_URL, 2).initialize();
  const check = await verifyRecord(db, AUDIT_ANCHOR_DIR, values.expect).finally(() => db.destroy());
  const { chains, broken, events, anchors, faults } = check;
  for (const fault of faults.slice(0, NAMED)) say(`BROKEN ${fault}`);
  if (faults.length > NAMED) say(`… and ${faults.length - NAMED} faults more`);
  if (broken === 0) say(`audit chains hold: ${chains} chains, ${events} events`);
  else say(`${broken} of ${chains} audit chains are broken`);
  if (anchors.newest) {
    const { anchor, digest, path } = anchors.newest;
    say(`${anchors.lines} anchors; the newest is of ${anchor.at} in ${path}`);
    say(`keep elsewhere, for --expect the next time: ${digest}`);
  }
  process.exitCode = faults.length === 0 ? 0 : 1;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
