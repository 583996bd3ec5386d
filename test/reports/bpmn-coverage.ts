import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProcessModel, readModels, readResources } from '../../src/models/read';
import { readArguments } from './arguments';
import { coverageMarkdown, coverageOf, withGateways } from './coverage';
import { coverageSvg } from './coverage-svg';
import { readTaken, sumTaken, takenIn } from './taken';

/**
 * `tsx test/reports/bpmn-coverage.ts [--out reports] [--also <folder>] <PostgreSQL URL> [process id …]`
 *
 * Writes bpmn-coverage.md and .json and a coloured diagram of each process; fails when a sequence
 * flow of a listed process (all, if none is listed) was not taken. The folder has what other stacks
 * took (`taken-*.json`).
 */
async function main(): Promise<void> {
  const { named, rest } = readArguments(process.argv.slice(2));
  const [url, ...required] = rest;
  const out = named.out ?? 'reports';
  if (!url) throw new Error('address of PostgreSQL is missing');
  const resources = await readResources(process.cwd());
  const models = await readModels(resources);
  const taken = sumTaken([await readTaken(url), ...takenIn(named.also)]);
  const coverages = Object.values(models.processes).map((model) => coverageOf(model, taken));
  mkdirSync(join(out, 'bpmn'), { recursive: true });
  writeFileSync(join(out, 'bpmn-coverage.md'), coverageMarkdown(coverages));
  writeFileSync(join(out, 'bpmn-coverage.json'), `${JSON.stringify(coverages, null, 2)}\n`);
  for (const { process: id, file } of coverages) {
    const xml = String(resources.find(({ name }) => name === file)?.content);
    const seen = withGateways(models.processes[id] as ProcessModel, taken[id]);
    writeFileSync(join(out, 'bpmn', `${id}.svg`), await coverageSvg(xml, seen));
  }
  const unknown = required.filter((id) => !models.processes[id]);
  if (unknown.length > 0) throw new Error(`no such process: ${unknown.join(', ')}`);
  const listed = coverages.filter(
    ({ process: id }) => required.length === 0 || required.includes(id),
  );
  for (const { process: id, flows } of listed) {
    console.log(`${id}: ${flows.taken} of ${flows.all} flows`);
    for (const flow of flows.missing) console.log(`  not taken: ${flow.id} ${flow.text}`);
  }
  if (listed.some(({ flows }) => flows.missing.length > 0)) process.exitCode = 1;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
