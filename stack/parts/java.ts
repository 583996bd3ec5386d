import { join } from 'node:path';
import type { Context } from '../lib/context';

/** What every Java part of a small machine shares. */
export function javaCommand(
  { installed }: Context,
  options: { heap: string; classPath: string[]; flags?: string[]; main: string; args?: string[] },
): { file: string; args: string[] } {
  return {
    file: join(installed.javaHome, 'bin/java'),
    args: [
      `-Xmx${options.heap}`,
      '-XX:+UseSerialGC',
      '-XX:+ExitOnOutOfMemoryError',
      '-Dfile.encoding=UTF-8',
      '--enable-native-access=ALL-UNNAMED',
      ...(options.flags ?? []),
      '-cp',
      options.classPath.join(':'),
      options.main,
      ...(options.args ?? []),
    ],
  };
}
