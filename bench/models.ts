import { parseArgs } from 'node:util';
import { readResources } from '../src/models/read';
import { ROOT } from '../stack/lib/settings';
import { commitOf, openCheckout } from './checkout';
import { rounded, table } from './figures';
import { type Counts, countByArea, sum } from './model-counts';

/** A figure of the models: a count, or one count by another. */
interface Figure {
  name: string;
  of(counts: Counts): number;
}

const FIGURES: Figure[] = [
  { name: 'processes', of: (c) => c.processes },
  { name: 'flow nodes', of: (c) => c.nodes },
  { name: 'mappings', of: (c) => c.mappings },
  { name: 'mappings a node', of: (c) => c.mappings / c.nodes },
  { name: '`x = x` mappings', of: (c) => c.sameName },
  { name: '`x = x`, % of mappings', of: (c) => (100 * c.sameName) / c.mappings },
  { name: '`case.set-status` directly followed by `notify`', of: (c) => c.statusNotifyPairs },
  { name: '`decision.explain` listeners', of: (c) => c.explainListeners },
  { name: '`P36500D`', of: (c) => c.neverDurations },
  { name: 'lines of BPMN', of: (c) => c.bpmnLines },
  { name: 'lines of BPMN without diagrams', of: (c) => c.bpmnLinesWithoutDiagram },
  { name: 'lines of DMN', of: (c) => c.dmnLines },
  { name: 'lines of DMN without diagrams', of: (c) => c.dmnLinesWithoutDiagram },
  { name: 'lines of forms', of: (c) => c.formLines },
  { name: 'model files', of: (c) => c.files },
];

const allLines = (c: Counts) => c.bpmnLines + c.dmnLines + c.formLines;
const linesWithoutDiagrams = (c: Counts) =>
  c.bpmnLinesWithoutDiagram + c.dmnLinesWithoutDiagram + c.formLines;

const FLOW_COST: Figure[] = [
  { name: 'top-level processes', of: (c) => c.entries },
  { name: 'files by top-level process', of: (c) => c.files / c.entries },
  { name: 'lines by top-level process', of: (c) => allLines(c) / c.entries },
  { name: '– without diagrams', of: (c) => linesWithoutDiagrams(c) / c.entries },
  { name: 'flows', of: (c) => c.flows.length },
  { name: 'files by flow', of: (c) => c.files / c.flows.length },
  { name: 'lines by flow', of: (c) => allLines(c) / c.flows.length },
  { name: '– without diagrams', of: (c) => linesWithoutDiagrams(c) / c.flows.length },
];

const FLOW_COST_MEANS =
  'What a flow costs: all model files below `bpmn/`, `dmn/` and `forms/` of an area, those that ' +
  'its flows share included, divided by its top-level processes and by its flows. A top-level ' +
  'process declares both `flow` and `submitters`: somebody can hand a case in to it. Flows are ' +
  'the different codes which these processes declare as `flow`, separated by commas where one ' +
  'process carries several.';

interface Side {
  title: string;
  areas: Map<string, Counts>;
}

/**
 * `npm run bench:models`: counts what the models are made of; with `--against <git ref or folder of
 * a checkout>` beside the same counts of that. Prints Markdown.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { against: { type: 'string' } } });
  const own = await read(ROOT, commitOf(ROOT));
  const before = values.against ? await readOther(values.against) : undefined;
  console.log(before ? `before: ${before.title}; after: ${own.title}` : own.title);
  const areas = [...new Set([...(before?.areas.keys() ?? []), ...own.areas.keys()])].sort();
  for (const area of ['together', ...areas])
    console.log(`\n**${area}**\n\n${figures(FIGURES, area, own, before)}`);
  console.log(`\n${FLOW_COST_MEANS}`);
  // Areas without a flow of their own hold what others share.
  for (const area of ['together', ...areas].filter((name) => countsOf(own, name).entries > 0))
    console.log(`\n**${area}**\n\n${figures(FLOW_COST, area, own, before)}`);
}

async function read(root: string, title: string): Promise<Side> {
  return { title, areas: await countByArea(await readResources(root)) };
}

async function readOther(against: string): Promise<Side> {
  const { root, title, remove } = openCheckout(against);
  try {
    return await read(root, title);
  } finally {
    remove();
  }
}

function countsOf({ areas }: Side, area: string): Counts {
  return area === 'together' ? sum([...areas.values()]) : (areas.get(area) ?? sum([]));
}

function figures(wanted: Figure[], area: string, own: Side, before: Side | undefined): string {
  const now = countsOf(own, area);
  if (!before)
    return table(
      ['', 'figure'],
      wanted.map(({ name, of }) => [name, shown(of(now))]),
    );
  const then = countsOf(before, area);
  return table(
    ['', 'before', 'after', 'after ÷ before'],
    wanted.map(({ name, of }) => [
      name,
      shown(of(then)),
      shown(of(now)),
      rounded(of(now) / of(then)),
    ]),
  );
}

/** Counts as they are, other figures rounded. */
const shown = (value: number) => (Number.isInteger(value) ? String(value) : rounded(value));

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
