import { setting } from '../tokens';
import { deliverTo } from './deliver';
import { startNationalPlatform } from './server';

// Runs the stand-in with the settings of the local stack: STAND_IN_PORT, STAND_IN_FILE.

async function main(): Promise<void> {
  const { url, close } = await startNationalPlatform({
    port: Number(setting(process.env, 'STAND_IN_PORT')),
    file: setting(process.env, 'STAND_IN_FILE'),
    token: setting(process.env, 'PLATFORM_NATIONAL_TOKEN'),
    deliver: deliverTo(process.env),
  });
  console.log(`national platform (stand-in): ${url}/docs`);
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => void close().then(() => process.exit(0)));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
