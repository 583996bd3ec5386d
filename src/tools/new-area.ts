import { authorities } from '../../seed';
import { newArea } from './new/new-area';
import { write } from './new/written';

/** `npm run new:area -- <area> "<省名>"`: makes the folders of a province, and its authorities known. */
async function main(): Promise<void> {
  const [area, province, ...more] = process.argv.slice(2);
  if (!area || !province || more.length > 0) throw new Error('npm run new:area -- <area> "<省名>"');
  const served = authorities
    .filter(({ regionCode }) => regionCode.endsWith('0000'))
    .map(({ regionCode }) => regionCode);
  await write(process.cwd(), newArea(process.cwd(), { area, province }, served));
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
