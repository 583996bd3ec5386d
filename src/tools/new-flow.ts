import { parseArgs } from 'node:util';
import { newFlow } from './new/new-flow';
import { write } from './new/written';

/**
 * `npm run new:flow -- <area> <id> "<中文名>" [--flow <requirement>]`: writes a flow that runs at once,
 * and what is generated from the models.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { flow: { type: 'string' } },
  });
  const [area, id, name, ...more] = positionals;
  if (!area || !id || !name || more.length > 0)
    throw new Error('npm run new:flow -- <area> <id> "<中文名>" [--flow <requirement>]');
  await write(process.cwd(), newFlow(process.cwd(), { area, id, name, flow: values.flow }));
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
