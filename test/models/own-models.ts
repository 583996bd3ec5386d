import { join } from 'node:path';
import { describeWorkers } from '../../src/tools/models/worker-info';
import { workers } from '../../src/workers';

/** The repository, whose own models these tests hold to the rules. */
export const root = join(__dirname, '../..');

/** Contracts of all job types. */
export const workerInfos = describeWorkers(workers);
