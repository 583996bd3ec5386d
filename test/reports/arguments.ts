/** Command line of a report: `--name value` pairs, the rest in order. */
export function readArguments(argv: string[]): { named: Record<string, string>; rest: string[] } {
  const named: Record<string, string> = {};
  const rest: string[] = [];
  for (let position = 0; position < argv.length; position++) {
    const argument = argv[position] ?? '';
    if (argument.startsWith('--')) named[argument.slice(2)] = argv[++position] ?? '';
    else rest.push(argument);
  }
  return { named, rest };
}
