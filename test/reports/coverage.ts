import type { ProcessModel } from '../../src/models/read';
import type { Taken } from './taken';

/** Which flows and elements of a process the tests went through. */
export interface Coverage {
  process: string;
  file: string;
  flows: Share;
  elements: Share;
}

export interface Share {
  all: number;
  taken: number;
  missing: { id: string; text: string }[];
}

/**
 * Adds what the engine does not tell: of a flow that leaves an event-based gateway it notes nothing, it
 * was taken as often as its event was reached; a gateway was reached as often as a flow led into it.
 */
export function withGateways(
  { elements, sequenceFlows }: ProcessModel,
  seen: Record<string, number> = {},
): Record<string, number> {
  const ofType = (type: RegExp) => elements.filter((e) => type.test(e.type)).map(({ id }) => id);
  const eventBased = ofType(/^EventBasedGateway$/);
  const taken = { ...seen };
  for (const { id, source, target } of sequenceFlows)
    if (eventBased.includes(source) && seen[target]) taken[id] = seen[target];
  for (const gateway of ofType(/Gateway$/)) {
    const into = sequenceFlows.filter(({ target }) => target === gateway);
    const times = into.reduce((sum, { id }) => sum + (taken[id] ?? 0), 0);
    if (times > 0) taken[gateway] = times;
  }
  return taken;
}

/** Compares what is modelled with what was taken. */
export function coverageOf(process: ProcessModel, taken: Taken): Coverage {
  const seen = withGateways(process, taken[process.id]);
  const name = (id: string) => process.elements.find((element) => element.id === id)?.name || id;
  const flows = process.sequenceFlows.map((flow) => ({
    id: flow.id,
    text: `${name(flow.source)} → ${flow.name ? `(${flow.name}) ` : ''}${name(flow.target)}`,
  }));
  const elements = process.elements.map(({ id }) => ({ id, text: name(id) }));
  return {
    process: process.id,
    file: process.file,
    flows: share(flows, seen),
    elements: share(elements, seen),
  };
}

function share(all: Share['missing'], seen: Record<string, number>): Share {
  const missing = all.filter(({ id }) => !seen[id]);
  return { all: all.length, taken: all.length - missing.length, missing };
}

/** The report for people. */
export function coverageMarkdown(coverages: Coverage[]): string {
  const rows = coverages.map(
    ({ process, flows, elements }) =>
      `| [${process}](bpmn/${process}.svg) | ${percent(flows)} | ${percent(elements)} |`,
  );
  const missing = coverages.flatMap(({ process, flows }) =>
    flows.missing.map(({ id, text }) => `- ${process}: \`${id}\` ${text}`),
  );
  return [
    '# BPMN coverage',
    '',
    'Sequence flows taken and elements reached on the engine, by all test suites together.',
    '',
    '| process | flows | elements |',
    '| --- | --- | --- |',
    ...rows,
    '',
    ...(missing.length > 0 ? ['## Flows never taken', '', ...missing, ''] : []),
  ].join('\n');
}

function percent({ all, taken }: Share): string {
  const share = all === 0 ? 100 : Math.floor((taken / all) * 100);
  return `${taken} of ${all} (${share} %)`;
}
