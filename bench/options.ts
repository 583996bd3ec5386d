import type { ParseArgsConfig } from 'node:util';
import type { Windows } from './measure';

/** The command line options that say how long and how hard to measure. */
export const WINDOW_OPTIONS = {
  'in-flight': { type: 'string', default: '1,8,32' },
  'warm-up': { type: 'string', default: '15' },
  uncounted: { type: 'string', default: '20' },
  counted: { type: 'string', default: '80' },
  rest: { type: 'string', default: '10' },
  tasklist: { type: 'string', default: '40' },
} as const satisfies ParseArgsConfig['options'];

/** How to set them, for a usage text. */
export const WINDOW_USAGE =
  '[--in-flight 1,8,32] [--warm-up s] [--uncounted s] [--counted s] [--rest s] [--tasklist s]';

/** Reads them; seconds may be zero where a part is to be left out. */
export function readWindows(values: Record<keyof typeof WINDOW_OPTIONS, string>): Windows {
  const seconds = (name: Exclude<keyof typeof WINDOW_OPTIONS, 'in-flight'>) =>
    number(name, values[name], 0);
  return {
    inFlight: values['in-flight'].split(',').map((text) => number('in-flight', text, 1)),
    warmUp: seconds('warm-up'),
    uncounted: seconds('uncounted'),
    counted: seconds('counted'),
    rest: seconds('rest'),
    tasklist: seconds('tasklist'),
  };
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least))
    throw new Error(`--${name} ${text}: a number from ${least} is needed`);
  return value;
}
