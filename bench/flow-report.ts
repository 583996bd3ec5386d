import { cpuIsKnown, stackTotal } from './cpu';
import { quantile, rounded, table } from './figures';
import type { Measurement } from './measure';
import { type Latencies, STEPS } from './zj07';

const NO_CPU = cpuIsKnown()
  ? 'CPU by part is not shown: the processes of this stack are not known (no runtime.json).'
  : 'CPU by part is not shown: it is read from /proc, which this system does not have.';

/** The tables of one measurement, in Markdown. */
export function flowReport(measurement: Measurement): string {
  const { source, tasklist, cases, faults } = measurement;
  return [
    `Tasks are seen in ${source}.`,
    throughput(measurement),
    'Milliseconds from an act accepted to the next task seen: p50 / p95 / p99.',
    whereTheRestGoes(measurement),
    ...(tasklist ? [lateness(tasklist)] : []),
    faults.length === 0
      ? `Valid: ${cases} cases started, all completed once, audit chains hold.`
      : faults.join('\n'),
  ].join('\n\n');
}

const spread = (values: number[]) =>
  [0.5, 0.95, 0.99].map((share) => rounded(quantile(values, share))).join(' / ');

function throughput({ levels }: Measurement): string {
  return table(
    ['cases in flight', 'cases a minute', 'CPU-ms a case', ...STEPS],
    levels.map(({ inFlight, casesAMinute, cpu, latencies }) => [
      String(inFlight),
      rounded(casesAMinute),
      rounded(stackTotal(cpu)),
      ...latencies.map(spread),
    ]),
  );
}

/** CPU time by part: what runs anyway, what looking costs, and what a case takes. */
function whereTheRestGoes({ rest, looking, levels }: Measurement): string {
  const heaviest = levels.at(-1)?.cpu ?? {};
  const parts = Object.keys(heaviest);
  if (parts.length === 0) return NO_CPU;
  const total = stackTotal(heaviest);
  const row = (name: string, of: (times: Record<string, number>) => number): string[] => [
    name,
    rounded(of(rest)),
    rounded(of(looking)),
    ...levels.map(({ cpu }) => rounded(of(cpu))),
    `${rounded((100 * of(heaviest)) / total)} %`,
  ];
  const part = (name: string) => row(name, (times) => times[name] ?? Number.NaN);
  const sorted = parts.sort((a, b) => (heaviest[b] ?? 0) - (heaviest[a] ?? 0));
  const isPart = (name: string) => !Number.isNaN(stackTotal({ [name]: 0 }));
  const most = levels.at(-1)?.inFlight;
  return [
    'Where the rest goes: CPU-ms a second without a case, and CPU-ms a case.',
    table(
      [
        'part',
        'at rest, a second',
        'looking for tasks adds, a second',
        ...levels.map(({ inFlight }) => `a case, ${inFlight} in flight`),
        `share, ${most} in flight`,
      ],
      [
        ...sorted.filter(isPart).map(part),
        row('**the stack together**', stackTotal),
        ...sorted.filter((name) => !isPart(name)).map(part),
      ],
    ),
  ].join('\n\n');
}

function lateness({
  inFlight,
  portal,
  inTasklist,
}: {
  inFlight: number;
  portal: Latencies;
  inTasklist: Latencies;
}): string {
  const steps = STEPS.map((step, n) => ({
    step,
    portal: portal[n] ?? [],
    inTasklist: inTasklist[n] ?? [],
  })).filter((row) => row.inTasklist.length > 0);
  return [
    `Seen in the portal and in Tasklist, ${inFlight} in flight with people looking at both ` +
      '(milliseconds, p50 / p95 / p99).',
    table(
      ['step', 'portal', 'Tasklist', 'cases'],
      steps.map((row) => [
        row.step,
        spread(row.portal),
        spread(row.inTasklist),
        String(row.inTasklist.length),
      ]),
    ),
  ].join('\n\n');
}
