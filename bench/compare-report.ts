import { BENCH, type CpuTimes, OTHERS, stackTotal } from './cpu';
import { quantile, rounded, table, withRange } from './figures';
import type { Level, Measurement } from './measure';
import { type Latencies, STEPS } from './zj07';

/** A measurement of a stack that was started for it. */
export interface Round extends Measurement {
  /** Seconds until ready, and resident megabytes by part right then. */
  start: { seconds: number; memory: Record<string, number> };
}

/** One figure of a round; NaN where it has none. */
interface Figure {
  name: string;
  of(round: Round): number;
}

/** Rounds of both sides, in the order in which they were measured. */
export interface Comparison {
  against: { title: string; rounds: Round[] };
  this: { title: string; rounds: Round[] };
}

/**
 * Both sides and this ÷ against, as the median of the rounds with the smallest and the largest. The
 * ratio is formed round by round, so that what changes on the machine in the meantime meets both.
 */
export function compareReport(comparison: Comparison): string {
  const first = comparison.this.rounds[0];
  if (!first) return '';
  const sections = first.levels.map(({ inFlight }) =>
    section(`${inFlight} in flight`, levelFigures(comparison, inFlight), comparison),
  );
  if (first.tasklist) sections.push(section(tasklistTitle(first), tasklistFigures(), comparison));
  sections.push(section('Without a case, CPU-ms a second', restFigures(comparison), comparison));
  sections.push(section('Start with an empty state', startFigures(comparison), comparison));
  return [
    `against: ${comparison.against.title}, tasks seen in ${comparison.against.rounds[0]?.source}`,
    `this: ${comparison.this.title}, tasks seen in ${first.source}`,
    ...sections,
    validity(comparison),
  ].join('\n\n');
}

const tasklistTitle = ({ tasklist }: Measurement) =>
  `Portal and Tasklist, ${tasklist?.inFlight} in flight, milliseconds from an act accepted`;

function section(title: string, figures: Figure[], { against, this: own }: Comparison): string {
  const rows = figures.map(({ name, of }) => {
    const before = against.rounds.map(of);
    const after = own.rounds.map(of);
    const ratios = after.map((value, round) => value / (before[round] ?? Number.NaN));
    return [name, withRange(before), withRange(after), withRange(ratios)];
  });
  return `**${title}**\n\n${table(['', 'against', 'this', 'this ÷ against'], rows)}`;
}

function levelFigures(comparison: Comparison, inFlight: number): Figure[] {
  const level = ({ levels }: Measurement): Level | undefined =>
    levels.find((one) => one.inFlight === inFlight);
  return [
    { name: 'cases a minute', of: (m) => level(m)?.casesAMinute ?? Number.NaN },
    { name: 'CPU-ms a case', of: (m) => stackTotal(level(m)?.cpu ?? {}) },
    ...partsOf(comparison, (m) => level(m)?.cpu ?? {}).map((part) => ({
      name: `– ${part}`,
      of: (m: Round) => level(m)?.cpu[part] ?? Number.NaN,
    })),
    ...STEPS.flatMap((step, n) => percentiles(step, (m) => level(m)?.latencies[n])),
  ];
}

function tasklistFigures(): Figure[] {
  return STEPS.slice(0, -1).flatMap((step, n) => [
    ...percentiles(`${step}, portal`, (m) => m.tasklist?.portal[n]),
    ...percentiles(`${step}, Tasklist`, (m) => m.tasklist?.inTasklist[n]),
  ]);
}

function percentiles(name: string, of: (round: Round) => Latencies[number] | undefined): Figure[] {
  return [0.5, 0.95].map((share) => ({
    name: `${name}: p${share * 100}, ms`,
    of: (m) => quantile(of(m) ?? [], share),
  }));
}

function restFigures(comparison: Comparison): Figure[] {
  return [
    { name: 'the stack together', of: (m) => stackTotal(m.rest) },
    ...partsOf(comparison, ({ rest }) => rest).map((part) => ({
      name: `– ${part}`,
      of: (m: Round) => m.rest[part] ?? Number.NaN,
    })),
    { name: 'looking for tasks adds', of: (m) => stackTotal(m.looking) },
  ];
}

function startFigures(comparison: Comparison): Figure[] {
  const together = (memory: Record<string, number>) =>
    Object.values(memory).reduce((sum, megabytes) => sum + megabytes, 0);
  return [
    { name: 'seconds until ready', of: ({ start }) => start.seconds },
    { name: 'resident memory, MB', of: ({ start }) => together(start.memory) },
    ...partsOf(comparison, ({ start }) => start.memory).map((part) => ({
      name: `– ${part}`,
      of: ({ start }: Round) => start.memory[part] ?? Number.NaN,
    })),
  ];
}

/** The parts that either side has, the costliest first; what is not of the stack comes last. */
function partsOf({ against, this: own }: Comparison, of: (round: Round) => CpuTimes): string[] {
  const all = [...against.rounds, ...own.rounds].map(of);
  const cost = (name: string) => all.reduce((sum, times) => sum + (times[name] ?? 0), 0);
  const last = [BENCH, OTHERS];
  const names = [...new Set(all.flatMap(Object.keys))];
  const parts = names.filter((name) => !last.includes(name)).sort((a, b) => cost(b) - cost(a));
  return [...parts, ...last.filter((name) => names.includes(name))];
}

function validity({ against, this: own }: Comparison): string {
  const all = [...against.rounds, ...own.rounds];
  const faults = all.flatMap((m) => m.faults);
  const cases = (rounds: Round[]) => rounds.reduce((sum, m) => sum + m.cases, 0);
  return faults.length === 0
    ? `Valid: ${rounded(cases(against.rounds))} and ${rounded(cases(own.rounds))} cases started, ` +
        'all completed once, audit chains hold.'
    : faults.join('\n');
}
