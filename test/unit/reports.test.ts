import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModels } from '../../src/models/read';
import { readJUnitResults } from '../harness/junit';
import { coverageMarkdown, coverageOf } from '../reports/coverage';
import { idsIn, slowest, timesIn } from '../reports/jest-results';
import { sumTaken } from '../reports/taken';

const xml = `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="zhujian">
    <process id="sample"><startEvent id="start" name="收件" /><endEvent id="end" name="办结" />
      <sequenceFlow id="flow" sourceRef="start" targetRef="end" /></process>
  </definitions>`;

test('what several stacks took counts together', () => {
  const one = { a: { start: 2 } };
  const other = { a: { start: 1, end: 1 }, b: { start: 4 } };
  expect(sumTaken([one, other])).toEqual({ a: { start: 3, end: 1 }, b: { start: 4 } });
});

test('coverage names the flows that were not taken', async () => {
  const models = await readModels([{ name: 'bpmn/sample.bpmn', content: xml }]);
  const coverages = Object.values(models.processes).map((process) =>
    coverageOf(process, { sample: { start: 2 } }),
  );
  expect(coverages[0]?.elements).toMatchObject({ all: 2, taken: 1 });
  expect(coverageMarkdown(coverages)).toContain('- sample: `flow` 收件 → 办结');
});

test('a flow from an event-based gateway is taken where its event was reached', async () => {
  const content = xml
    .replace('<endEvent', '<eventBasedGateway id="wait" /><intermediateCatchEvent')
    .replace(
      'targetRef="end" />',
      'targetRef="wait" /><sequenceFlow id="come" sourceRef="wait" targetRef="end" />',
    );
  const { processes } = await readModels([{ name: 'bpmn/sample.bpmn', content }]);
  const seen = { start: 1, flow: 1, wait: 1 };
  const missing = (taken: Record<string, number>) =>
    Object.values(processes).map((one) =>
      coverageOf(one, { sample: taken }).flows.missing.map(({ id }) => id),
    );
  expect(missing(seen)).toEqual([['come']]);
  expect(missing({ ...seen, end: 1 })).toEqual([[]]);
});

test('a gateway, of which the feed tells nothing, was reached where a flow led into it', async () => {
  const content = xml
    .replace('<endEvent', '<exclusiveGateway id="which" name="哪一种" /><endEvent')
    .replace(
      'targetRef="end" />',
      'targetRef="which" /><sequenceFlow id="on" sourceRef="which" targetRef="end" />',
    );
  const { processes } = await readModels([{ name: 'bpmn/sample.bpmn', content }]);
  const missing = (taken: Record<string, number>) =>
    Object.values(processes).map((one) => {
      const { elements, flows } = coverageOf(one, { sample: taken });
      return [...elements.missing, ...flows.missing].map(({ id }) => id);
    });
  expect(missing({ start: 1, flow: 1, on: 1, end: 1 })).toEqual([[]]);
  expect(missing({ start: 1 })).toEqual([['which', 'end', 'flow', 'on']]);
});

test('ids are read from the brackets in a test name', () => {
  expect(idsIn('[ZJ-07][AE-23, E-07-01] confirms in time')).toEqual(['ZJ-07', 'AE-23', 'E-07-01']);
});

test('the slowest files come first, no more than asked for', () => {
  const ran = (name: string, ms: number) => {
    return { name, message: '', startTime: 1000, endTime: 1000 + ms, assertionResults: [] };
  };
  const here = (file: string) => `${process.cwd()}/${file}`;
  const times = timesIn({
    testResults: [ran(here('test/a'), 400), ran(here('test/b'), 61_000), ran(here('test/c'), 2000)],
  });
  expect(slowest(times, 2)).toEqual(['   61 s  test/b', '    2 s  test/c']);
});

test('what surefire left is counted: passed, failed and skipped apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zjf-junit-'));
  const suite = (counts: string) =>
    `<?xml version="1.0"?>\n<testsuite name="x" ${counts}>\n</testsuite>`;
  writeFileSync(join(folder, 'TEST-a.xml'), suite('tests="5" errors="1" skipped="1" failures="1"'));
  writeFileSync(join(folder, 'TEST-b.xml'), suite('tests="3" errors="0" skipped="0" failures="0"'));
  writeFileSync(join(folder, 'other.txt'), 'tests="9"');
  expect(readJUnitResults(folder)).toEqual({ passed: 5, failed: 2, skipped: 1 });
  rmSync(folder, { recursive: true });
  expect(readJUnitResults(folder)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});
