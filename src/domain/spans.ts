import { addCalendarDays, type Day } from './working-days';

/** First and last day. */
export interface Days {
  from: Day;
  to: Day;
}

/** Nothing that is counted was before or will be after: what is asked for beyond is left out. */
const EVER: Days = { from: '1900-01-01', to: '2999-12-31' };

/** @returns what of a period there can be something to count in; of none, one that ends before it begins */
export function countableDays({ from, to }: Days): Days {
  return { from: from < EVER.from ? EVER.from : from, to: to > EVER.to ? EVER.to : to };
}

/** What there are sums of, the longest first. */
const SPANS = ['year', 'quarter'] as const;
const MONTHS = { year: 12, quarter: 3 };

type Span = (typeof SPANS)[number];

/** Days that are added (1) or taken away (-1): years or quarters from their sums, else (null) one by one. */
export interface Piece extends Days {
  sign: 1 | -1;
  span: Span | null;
}

/**
 * What to add up for a period: whole years and quarters from their sums, the rest day by day. Of a year
 * of which nearly all is asked for, the rest is taken away instead: so never more than a month and a half
 * is counted day by day at either end.
 */
export function piecesOf(days: Days): Piece[] {
  return cover(days, 1, SPANS);
}

function cover(asked: Days, sign: 1 | -1, [span, ...finer]: readonly Span[]): Piece[] {
  if (asked.from > asked.to) return [];
  if (!span) return [{ sign, span: null, ...asked }];
  const pieces = periodsOf(asked, span).flatMap((period): Piece[] => {
    // of two that overlap, the two middle edges
    const [, from = '', to = ''] = [asked.from, asked.to, period.from, period.to].sort();
    const inside = { from, to };
    const outside = [
      { from: period.from, to: addCalendarDays(inside.from, -1) },
      { from: addCalendarDays(inside.to, 1), to: period.to },
    ];
    const left = outside.reduce((sum, part) => sum + lengthOf(part), 0);
    if (left >= lengthOf(inside)) return cover(inside, sign, finer);
    const rest = outside.flatMap((part) => cover(part, sign === 1 ? -1 : 1, finer));
    return [{ sign, span, ...period }, ...rest];
  });
  return pieces.reduce<Piece[]>(joined, []);
}

/** Years or quarters that follow one another are one piece. */
function joined(pieces: Piece[], next: Piece): Piece[] {
  const last = pieces.at(-1);
  const follows = last && last.span === next.span && last.sign === next.sign;
  if (!follows || addCalendarDays(last.to, 1) !== next.from) return [...pieces, next];
  return [...pieces.slice(0, -1), { ...last, to: next.to }];
}

/** The years or quarters that a period touches. */
function periodsOf({ from, to }: Days, span: Span): Days[] {
  const months = MONTHS[span];
  const [year = 0, month = 1] = from.split('-').map(Number);
  const periods: Days[] = [];
  for (let at = month - 1 - ((month - 1) % months); ; at += months) {
    const begins = dayOf(year, at);
    if (begins > to) return periods;
    periods.push({ from: begins, to: addCalendarDays(dayOf(year, at + months), -1) });
  }
}

const dayOf = (year: number, month: number): Day =>
  new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

const lengthOf = ({ from, to }: Days): number =>
  (Date.parse(to) - Date.parse(from)) / (24 * 3600 * 1000) + 1;
