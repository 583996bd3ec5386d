import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Day } from '../../domain/working-days';

/** What `npm run plan` was asked for. */
export interface PlanOptions {
  /** The folder whose bpmn/, dmn/, forms/ and labels/ are planned. */
  root: string;
  /** So many of the newest cases are judged again; null: all. */
  last: number | null;
  inForceFrom: Day | null;
  json: boolean;
}

/** So many past cases tell what a change does; `--all` takes them all. */
const LAST = 10_000;
const PROJECT = join(__dirname, '../../..');

/** Reads the command line. @throws Error that names what came and what is right */
export function readPlanOptions(args: string[]): PlanOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      last: { type: 'string' },
      all: { type: 'boolean' },
      json: { type: 'boolean' },
      'in-force': { type: 'string' },
    },
  });
  const last = values.last === undefined ? LAST : Number(values.last);
  if (!Number.isInteger(last) || last < 0)
    throw new Error(`--last ${values.last}：应为件数，例如 1000 / must be a number of cases`);
  return {
    root: positionals[0] ?? PROJECT,
    last: values.all ? null : last,
    inForceFrom: values['in-force'] ?? null,
    json: values.json === true,
  };
}
