import { quantile, rounded, table, withRange } from '../../../bench/figures';

describe('figures of the benchmarks', () => {
  it('takes the nearest rank and has nothing to say of nothing', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
    expect([0.5, 0.95, 0.99].map((share) => quantile(hundred, share))).toEqual([50, 95, 99]);
    expect(quantile([7], 0.5)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('shows as many digits as the size of a number bears', () => {
    expect([1234.5, 12.345, 1.2345, Number.NaN].map(rounded)).toEqual([
      '1235',
      '12.3',
      '1.23',
      '–',
    ]);
  });

  it('shows the median with the smallest and the largest', () => {
    expect(withRange([3, 1, 2])).toBe('2.00 (1.00–3.00)');
    expect(withRange([4, 1])).toBe('2.50 (1.00–4.00)');
    expect(withRange([3])).toBe('3.00');
    expect(withRange([Number.NaN])).toBe('–');
  });

  it('writes a table in Markdown', () => {
    expect(table(['a', 'b'], [['x', '1']])).toBe('| a | b |\n|---|---:|\n| x | 1 |');
  });
});
