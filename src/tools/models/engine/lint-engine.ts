import type { Models, Resource } from '../../../models/read';
import type { Finding } from '../finding';
import { askEngine, type Effort, type FileAnswer, keyOf } from './answers';
import { corrections } from './corrections';
import { lintDecisionByEngine } from './lint-decision';
import { textsOf } from './texts';
import { variablesOf } from './tree';

/**
 * What the engine's own libraries would refuse in tables and diagrams, each with its row and column or its
 * element, and what the engine takes but never meets.
 * @throws Error where the rules engine cannot be built or started
 */
export async function lintByEngine(
  resources: Resource[],
  models: Models,
): Promise<{ findings: Finding[]; effort: Effort }> {
  const { answers, effort } = await askEngine(resources);
  const known = knownNames(models, answers);
  const findings = [
    ...Object.values(models.decisions).flatMap((decision) => {
      const answer = answers.get(decision.file);
      return answer ? lintDecisionByEngine(decision, answer, known) : [];
    }),
  ];
  for (const [file, answer] of answers) {
    const explained = findings.some((one) => one.file === file && REASONS.includes(one.rule));
    findings.push(...refusals(file, answer, explained));
  }
  return { findings, effort };
}

/** Names that a bare word of a cell may mean: what inputs, expressions and diagrams speak of. */
function knownNames(models: Models, answers: Map<string, FileAnswer>): Set<string> {
  const known = new Set([...answers.values()].flatMap(({ variables }) => variables));
  for (const decision of Object.values(models.decisions)) {
    known.add(decision.id);
    for (const { kind, text, unary } of textsOf(decision)) {
      if (kind !== 'input' && kind !== 'literal') continue;
      const read = answers.get(decision.file)?.feel[keyOf(text, unary)];
      if (read && 'tree' in read) for (const [root = ''] of variablesOf(read.tree)) known.add(root);
    }
  }
  return known;
}

/** Rules that say why the engine refuses a whole file. */
const REASONS = ['engine/feel', 'dmn/variable-name'];

/** A whole file that the engine does not take, unless the reason was found in it. */
function refusals(file: string, answer: FileAnswer, explained: boolean): Finding[] {
  const error = (element: string, rule: string, message: string): Finding => ({
    ...{ file, element, severity: 'error', rule, message },
  });
  return [
    ...(answer.problem && !explained
      ? [error('', 'engine/dmn', `引擎不接受此表 (the engine refuses it): ${answer.problem}`)]
      : []),
    ...answer.refused.map(({ element, message }) =>
      error(
        element,
        'engine/bpmn',
        `引擎不接受 (the engine refuses it): ${message}${instead(message)}`,
      ),
    ),
  ];
}

/** What to type instead of an expression of a diagram, where only a keyboard was to blame. */
function instead(message: string): string {
  const text = /failed to parse expression '([\s\S]*?)': /.exec(message)?.[1];
  const [first] =
    text === undefined || !/[^\x20-\x7e\s\p{Script=Han}]/u.test(text)
      ? []
      : corrections(text, false);
  return first === undefined ? '' : `。请写 =${first} (type =${first})`;
}
