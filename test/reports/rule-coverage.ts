import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NamedTest, readJestResults } from './jest-results';

interface Requirement {
  id: string;
  what: string;
  source: string;
  /** a rule that examples or refusals show: every one of these has to pass */
  shownBy?: string[];
}

/**
 * `tsx test/reports/rule-coverage.ts [reports]`: reads jest-*.json of that folder.
 *
 * Writes rule-coverage.md there, each id of requirements.json with the tests that name it; fails when
 * an id has no passing test.
 */
function main(): void {
  const out = process.argv[2] ?? 'reports';
  const path = join(__dirname, 'requirements.json');
  const requirements = JSON.parse(readFileSync(path, 'utf8')) as Requirement[];
  const tests = readJestResults(out);
  const open = requirements.filter((one) => !isShown(tests, one));
  writeFileSync(join(out, 'rule-coverage.md'), markdown(requirements, tests, open));
  console.log(
    `${requirements.length - open.length} of ${requirements.length} rules shown by tests`,
  );
  for (const { id, what } of open) console.log(`  no passing test: ${id} ${what}`);
  if (open.length > 0) process.exitCode = 1;
}

/** By tests that name it, or by those of each id that shows it. */
function isShown(tests: NamedTest[], { id, shownBy = [id] }: Requirement): boolean {
  return passing(tests, id).length > 0 || shownBy.every((by) => passing(tests, by).length > 0);
}

function passing(tests: NamedTest[], id: string): NamedTest[] {
  return tests.filter(({ ids, passed }) => passed && ids.includes(id));
}

function markdown(all: Requirement[], tests: NamedTest[], open: Requirement[]): string {
  const rows = all.map((one) => {
    const { id, what, source, shownBy } = one;
    const named = passing(tests, id).map(({ name, file }) => `${file}: ${name}`);
    const by = isShown(tests, one) && shownBy ? [`shown by ${shownBy.join(', ')}`] : [];
    const cells = [id, what, source, [...by, ...named].join('<br>') || '**none**'];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    '# Rule coverage',
    '',
    `${all.length - open.length} of ${all.length} rules and examples have a passing test.`,
    '',
    '| id | what | source | tests |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

main();
