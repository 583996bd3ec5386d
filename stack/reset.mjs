// `npm run reset`: empties the state folder, after asking.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('tsx/cjs');
require('./reset.ts');
