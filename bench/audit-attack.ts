import { parseArgs } from 'node:util';
import { createDataSource } from '../src/entities/data-source';
import { localEnvironment } from '../src/tools/local-environment';
import { attackCopies } from './audit-attacks';

/**
 * `npm run audit:attack [-- --attacks 1000 --seed <number>]`: attacks a copy of the audit tables beside
 * a running stack, each time in another way, and looks whether `npm run audit:verify` finds it. The copy
 * has no triggers, so the attacker is a superuser of the database, and it ends with the command. Exit
 * code 1 where one was not found. The same seed attacks the same way where the record is the same.
 */
async function main(): Promise<void> {
  localEnvironment();
  const { values } = parseArgs({
    options: {
      attacks: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
    },
  });
  const [attacks, seed] = [Number(values.attacks), Number(values.seed)];
  if (!(Number.isInteger(attacks) && attacks > 0 && Number.isInteger(seed)))
    throw new Error('--attacks and --seed are whole numbers');
  const address = process.env.DATABASE_OWNER_URL;
  if (!address) throw new Error('DATABASE_OWNER_URL is not set and no local stack is running');
  console.log(`seed ${seed}\n`);
  const db = await createDataSource(address, 2).initialize();
  const { kinds, missed } = await attackCopies(db, { attacks, seed }).finally(() => db.destroy());
  console.log('| attack | tried | found |\n|---|---:|---:|');
  for (const [kind, { tried, found }] of kinds) console.log(`| ${kind} | ${tried} | ${found} |`);
  for (const one of missed) console.log(`NOT FOUND ${one}`);
  console.log(`\n${attacks - missed.length} of ${attacks} found`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
