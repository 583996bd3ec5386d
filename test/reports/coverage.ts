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
 * Of a flow that leaves an event-based gateway the engine notes nothing: it was taken as often as
 * its event was reached.
 */
export function withEventFlows(
  { elements, sequenceFlows }: ProcessModel,
  seen: Record<string, number> = {},
): Record<string, number> {
  const gateways = elements.filter(({ type }) => type === 'EventBasedGateway').map(({ id }) => id);
  const reached = sequenceFlows
    .filter(({ source, target }) => gateways.includes(source) && seen[target])
    .map(({ id, target }) => [id, seen[target]]);
  return { ...seen, ...Object.fromEntries(reached) };
}

/** Compares what is modelled with what was taken. */
export function coverageOf(process: ProcessModel, taken: Taken): Coverage {
  const seen = withEventFlows(process, taken[process.id]);
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
    'Sequence flows taken and elements activated on the engine, by all test suites together.',
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
