import { feelOf } from '../../models/feel';
import type { DecisionModel } from '../../models/read';
import { gaps, overlaps, unreachable } from './decision-analysis';
import { readColumns } from './decision-column';
import type { Finding } from './finding';

/** Table description that allows a UNIQUE table to match nothing: `[gaps: why]`. */
const gapsAllowed = /\[gaps:[^\]]+\]/;

/** FEEL that answers otherwise a moment later. */
const asksForTheTime = /\b(now|today)\s*\(\s*\)/;

/** Checks a decision: ids, annotations, gaps, overlaps, rows never reached, no clock of its own. */
export function lintDecision(decision: DecisionModel): Finding[] {
  const finding = (severity: Finding['severity'], element: string, rule: string, message: string) =>
    ({ file: decision.file, element, severity, rule: `dmn/${rule}`, message }) as const;
  const findings: Finding[] = [];
  const ids = new Set<string>();
  for (const { id, index, annotation, outputs } of decision.rules) {
    if (!id || ids.has(id))
      findings.push(finding('error', id, 'rule-id', `Row ${index}: id is missing or used twice`));
    if (!annotation)
      findings.push(finding('error', id, 'annotation', `Row ${index}: annotation is missing`));
    // the engine refuses the whole deployment
    if (outputs.some((cell) => cell.trim() === ''))
      findings.push(finding('error', id, 'empty-output', `Row ${index}: an output is empty`));
    ids.add(id);
  }
  if (!/\p{Script=Han}/u.test(decision.name)) {
    findings.push(finding('error', decision.id, 'chinese-name', 'Decision needs a Chinese name'));
  }
  if (feelOf(decision).some((feel) => asksForTheTime.test(feel))) {
    const message = 'now() and today() make the answer depend on the moment; use a fact';
    findings.push(finding('error', decision.id, 'no-clock', message));
  }
  for (const [severity, rule, message] of analyse(decision)) {
    findings.push(finding(severity, decision.id, rule, message));
  }
  return findings;
}

type Result = [Finding['severity'], string, string];

function analyse(decision: DecisionModel): Result[] {
  const { hitPolicy, rules } = decision;
  if (rules.length === 0 || !['UNIQUE', 'FIRST'].includes(hitPolicy)) return [];
  const all = readColumns(decision);
  const known = all.filter((column) => column !== undefined);
  const opaque = decision.inputs.filter((_, position) => !all[position]);
  const label = opaque.map((input) => input.label || input.expression).join(', ');
  if (opaque.length > 0) {
    const rows = hitPolicy === 'UNIQUE' ? overlaps(known, rules.length).length : 0;
    const text = `cannot analyse column ${label}; ${rows} pairs of rows rest on it`;
    return [['info', 'analysis', text]];
  }
  if (hitPolicy === 'FIRST') {
    return unreachable(known, rules.length).map((row) => [
      'error',
      'unreachable',
      `Row ${row + 1} is never reached`,
    ]);
  }
  const missing = gapsAllowed.test(decision.description) ? [] : gaps(known, rules.length);
  return [
    ...overlaps(known, rules.length).map(
      ([a, b]): Result => ['error', 'overlap', `Rows ${a + 1} and ${b + 1} overlap`],
    ),
    ...missing.map((gap): Result => ['error', 'gap', `No row for ${gap}`]),
  ];
}
