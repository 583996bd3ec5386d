/** A period is put together from years, quarters and days. */
import fc from 'fast-check';
import { type Piece, piecesOf } from '../../../src/domain/spans';
import { addCalendarDays } from '../../../src/domain/working-days';

const lengthOf = ({ from, to }: Piece) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

describe('[ZJ-31] the pieces of a period', () => {
  test('whole years, then quarters, then days; what is left of a whole one is taken away', () => {
    expect(piecesOf({ from: '2016-01-01', to: '2025-12-31' })).toEqual([
      { sign: 1, span: 'year', from: '2016-01-01', to: '2025-12-31' },
    ]);
    expect(piecesOf({ from: '2025-01-01', to: '2025-04-05' })).toEqual([
      { sign: 1, span: 'quarter', from: '2025-01-01', to: '2025-03-31' },
      { sign: 1, span: null, from: '2025-04-01', to: '2025-04-05' },
    ]);
    expect(piecesOf({ from: '2024-01-01', to: '2025-12-24' })).toEqual([
      { sign: 1, span: 'year', from: '2024-01-01', to: '2025-12-31' },
      { sign: -1, span: null, from: '2025-12-25', to: '2025-12-31' },
    ]);
    expect(piecesOf({ from: '2025-02-02', to: '2025-02-01' })).toEqual([]);
  });

  test('every day of the period counts once and no other does; few days are looked at', () => {
    const day = fc.integer({ min: 0, max: 1600 }).map((n) => addCalendarDays('2023-06-20', n));
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [from = '', to = ''] = [one, other].sort();
        const pieces = piecesOf({ from, to });
        for (let at = '2022-12-30'; at < '2029-01-03'; at = addCalendarDays(at, 1)) {
          const over = pieces.filter((piece) => piece.from <= at && at <= piece.to);
          const n = over.reduce((sum, { sign }) => sum + sign, 0);
          if (n !== Number(from <= at && at <= to)) throw new Error(`${at} counts ${n} times`);
        }
        const singly = pieces
          .filter(({ span }) => !span)
          .reduce((sum, it) => sum + lengthOf(it), 0);
        expect(singly).toBeLessThanOrEqual(2 * 46);
      }),
    );
  });
});
