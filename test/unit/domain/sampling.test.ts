import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  drawPositions,
  drawSample,
  populationHash,
  sortedPopulation,
} from '../../../src/domain/sampling';

const seed = '5a'.repeat(32);
const population = Array.from({ length: 40 }, (_, i) => `case-${String(i).padStart(2, '0')}`);
const draw = (more: object = {}) => drawSample({ seed, population, size: 7, ...more });

describe('drawSample', () => {
  it('gives the same for the same, in whatever order the population comes', () => {
    expect(draw()).toEqual(draw());
    expect(draw({ population: [...population].reverse() })).toEqual(draw());
  });

  it('gives what it gave when it was written: a stored draw holds for ever', () => {
    expect(drawSample({ seed: '00', population: ['a', 'b', 'c', 'd', 'e'], size: 2 })).toEqual(
      ['a', 'b', 'c', 'd', 'e']
        .sort((a, b) => (sha256(`00|${a}`) < sha256(`00|${b}`) ? -1 : 1))
        .slice(0, 2),
    );
    expect(draw()).toEqual(KEPT);
  });

  it('draws without replacement, from the population only', () => {
    expect(new Set(draw()).size).toBe(7);
    expect(draw().every((item) => population.includes(item))).toBe(true);
    expect(draw({ population: [...population, ...population] })).toEqual(draw());
  });

  it('another seed draws others', () => {
    expect(draw({ seed: '5b'.repeat(32) })).not.toEqual(draw());
  });

  it('draws nothing for size 0 or an empty population', () => {
    expect(draw({ size: 0 })).toEqual([]);
    expect(draw({ size: -1 })).toEqual([]);
    expect(draw({ population: [] })).toEqual([]);
  });

  it('draws all where the size is larger', () => {
    expect(draw({ size: 41 }).sort()).toEqual(population);
  });

  it('does not draw what is excluded; the next in rank follow', () => {
    const [first, ...others] = draw();
    const again = draw({ excluded: [first ?? ''] });
    expect(again).not.toContain(first);
    expect(again.slice(0, 6)).toEqual(others);
    expect(again).toHaveLength(7);
    expect(draw({ excluded: population })).toEqual([]);
    expect(draw({ excluded: population.slice(3) }).sort()).toEqual(population.slice(0, 3));
  });
});

describe('drawPositions', () => {
  it('draws places of a block, each once', () => {
    const places = drawPositions(seed, 10, 3);
    expect(new Set(places).size).toBe(3);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place >= 1 && place <= 10)).toBe(true);
    expect(drawPositions(seed, 10, 3)).toEqual(places);
  });

  it('none, all, and no more than there are', () => {
    expect(drawPositions(seed, 3, 0)).toEqual([]);
    expect(drawPositions(seed, 3, 3)).toEqual([1, 2, 3]);
    expect(drawPositions(seed, 3, 9)).toEqual([1, 2, 3]);
  });
});

test('the hash of a population does not depend on its order, and on every item', () => {
  expect(sortedPopulation(['b', 'a', 'b'])).toEqual(['a', 'b']);
  expect(populationHash(['b', 'a'])).toBe(sha256('a\nb'));
  expect(populationHash([...population].reverse())).toBe(populationHash(population));
  expect(populationHash(population.slice(1))).not.toBe(populationHash(population));
});

test('the script of docs/sampling.md repeats a draw, and finds a false one', () => {
  const page = readFileSync(join(__dirname, '../../../docs/sampling.md'), 'utf8');
  const [, script = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  const excluded = population.slice(0, 2);
  const run = (drawn: string[]) => {
    const record = { seed, population, excluded, size: 7, drawn };
    writeFileSync(join(folder, 'sample.json'), JSON.stringify(record));
    const args = [join(folder, 'repeat.mjs'), join(folder, 'sample.json')];
    return execFileSync(process.execPath, args, { encoding: 'utf8' });
  };
  try {
    writeFileSync(join(folder, 'repeat.mjs'), script);
    const drawn = draw({ excluded });
    expect(run(drawn)).toMatch(/^holds/);
    expect(run([...drawn].reverse())).toMatch(/^does not hold/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Seven of forty, as first drawn. */
const KEPT = ['case-37', 'case-02', 'case-07', 'case-04', 'case-30', 'case-38', 'case-03'];
