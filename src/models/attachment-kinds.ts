import { readsOf } from './feel';
import type { DecisionModel, Models, ProcessModel } from './types';

/** A kind of attachments that a process may ask for. */
export interface AttachmentKind {
  kind: string;
  label: string;
  /** whatever is entered */
  required: boolean;
}

/**
 * Every kind of attachments that the table of a process can ask for, whatever is entered: the rows whose
 * cell for the fact `flow` names its flow, or nothing.
 */
export function attachmentKinds({ decisions }: Models, process: ProcessModel): AttachmentKind[] {
  const table = decisions[process.attachments ?? ''];
  if (!table) return [];
  const ofFlow = table.inputs.map(({ expression }) => readsOf([expression]).has('flow'));
  const rows = table.rules.filter(({ inputs }) =>
    inputs.every((cell, i) => !ofFlow[i] || isAny(cell) || namesOf(cell).includes(flowOf(process))),
  );
  const kinds = rows.map(({ inputs, outputs }): AttachmentKind => {
    const always = inputs.every((cell, i) => ofFlow[i] || isAny(cell));
    const isAlone = isAny(cellOf(table, outputs, 'atLeastOneOf'));
    const required = always && isAlone && cellOf(table, outputs, 'required') === 'true';
    const [kind = ''] = namesOf(cellOf(table, outputs, 'kind'));
    const [label = kind] = namesOf(cellOf(table, outputs, 'label'));
    return { kind, label, required };
  });
  return kinds.filter(({ kind }, i) => kind && kinds.findIndex((one) => one.kind === kind) === i);
}

const flowOf = ({ flow, id }: ProcessModel) => flow ?? id;

const isAny = (cell: string) => ['', '-', 'null'].includes(cell.trim());

/** The texts that a cell names. */
const namesOf = (cell: string) => [...cell.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name);

function cellOf({ outputs }: DecisionModel, cells: string[], name: string): string {
  return cells[outputs.findIndex((output) => output.name === name)] ?? '';
}
