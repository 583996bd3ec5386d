// `npm start`: needs nothing but Node itself, installs the rest, then runs stack/main.ts in this
// very process, so that one Ctrl-C reaches one supervisor.
import { createRequire } from 'node:module';
import { installDependencies } from './install.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node 20.19 or newer is needed, this is ${process.versions.node}.`);
  process.exit(1);
}

installDependencies();

const require = createRequire(import.meta.url);
require('tsx/cjs');
require('./main.ts');
