import { canonicalJson } from '../../domain/hash-chain';
import type { ReplayGroup } from '../../domain/plan';
import type { Refusal } from '../../errors';
import type { AttachmentRule } from '../../facts/verdict';
import type { Labels } from '../../models/read';
import { label } from '../../wording/labels';
import type { Outcome } from './judge-again';

/** One thing that comes out otherwise, in words. */
export interface Change {
  kind: ReplayGroup['kind'];
  before: string;
  after: string;
}

/** Finds the name of the authority that a table of routing means. */
export type NameOf = (wanted: Record<string, unknown>) => Promise<string>;

/** What puts answers into words. */
export interface Words {
  nameOf: NameOf;
  /** of the new models */
  labels: Labels;
  /** what people call an output of the table */
  called?(output: string): string;
}

const same = (one: unknown, other: unknown) =>
  canonicalJson(one ?? null) === canonicalJson(other ?? null);

/** What comes out otherwise for a submission, an act or a check. */
export function outcomeChanges(before: Outcome, after: Outcome, passed: string): Change[] {
  const changes: Change[] = [];
  const add = (kind: Change['kind'], one: string, other: string) => {
    if (one !== other) changes.push({ kind, before: one, after: other });
  };
  const words = ({ refusals }: Outcome) => refusalWords(refusals, passed);
  if (!same(codes(before), codes(after))) add('refusals', words(before), words(after));
  add('papers', paperWords(before.papers), paperWords(after.papers));
  if (before.intake && after.intake)
    changes.push(...differences(before.intake, after.intake, 'outcome'));
  return changes;
}

const codes = ({ refusals }: Outcome) => [...new Set(refusals.map(({ code }) => code))].sort();

function refusalWords(refusals: Refusal[], passed: string): string {
  const words = new Map(refusals.map(({ code, zh }) => [code, `${code} ${zh}`]));
  return words.size === 0 ? passed : [...words.values()].sort().join('；');
}

function paperWords(rules: AttachmentRule[]): string {
  const words = rules
    .filter(({ required, atLeastOneOf }) => required || atLeastOneOf)
    .map(({ label: name, atLeastOneOf }) => (atLeastOneOf ? `${name}（任选其一）` : name));
  return words.length === 0 ? '无必备材料' : [...new Set(words)].sort().join('、');
}

type Answer = Record<string, unknown>;

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A row as `deadline.compute` takes it. */
const isDeadline = (value: unknown): value is Answer =>
  isAnswer(value) && 'n' in value && 'unit' in value;

/** A row as `authority.resolve` takes it. */
const isAuthority = (value: unknown): value is Answer => isAnswer(value) && 'level' in value;

/** What comes out otherwise for a rule task of a diagram. */
export async function answerChanges(
  before: unknown,
  after: unknown,
  facts: Record<string, unknown>,
  { nameOf, labels, called }: Words,
): Promise<Change[]> {
  if (same(before, after)) return [];
  if (isDeadline(before) || isDeadline(after))
    return [deadlineChange(before, after, facts, { labels, called })];
  return [
    ...(await authorityChanges(before, after, nameOf)),
    ...differences(withoutAuthority(before), withoutAuthority(after), 'outcome', called),
  ];
}

function deadlineChange(
  before: unknown,
  after: unknown,
  { key }: Answer,
  { labels, called }: Pick<Words, 'labels' | 'called'>,
): Change {
  const name = typeof key === 'string' ? `${label(labels, 'deadlines', key)}：` : '';
  const [one, other] = [before, after].map((rule) => daysOf(rule));
  // the days are the same: it is what happens around them that is not
  const [around] = one === other ? differences(before, after, 'deadline', called) : [];
  return {
    kind: 'deadline',
    before: `${name}${one}${around ? `（${around.before}）` : ''}`,
    after: `${name}${other}${around ? `（${around.after}）` : ''}`,
  };
}

function daysOf(rule: unknown): string {
  if (!isDeadline(rule)) return '不设期限';
  const { n, unit, until } = rule;
  if (until) return `至 ${until}`;
  if (typeof n !== 'number') return '不设期限';
  return `${n} ${unit === 'WD' ? '个工作日' : '日'}`;
}

async function authorityChanges(
  before: unknown,
  after: unknown,
  nameOf: NameOf,
): Promise<Change[]> {
  const [was, will] = [authoritiesIn(before), authoritiesIn(after)];
  const changes: Change[] = [];
  for (const path of new Set([...was.keys(), ...will.keys()])) {
    const [one, other] = await Promise.all(
      [was.get(path), will.get(path)].map((wanted) => (wanted ? nameOf(wanted) : '无')),
    );
    if (one !== other && one !== undefined && other !== undefined)
      changes.push({ kind: 'authority', before: one, after: other });
  }
  return changes;
}

const WANTED = ['level', 'regionCode', 'organisation', 'duty'];

function authoritiesIn(value: unknown, path = ''): Map<string, Answer> {
  if (isAuthority(value))
    return new Map([[path, Object.fromEntries(WANTED.map((name) => [name, value[name]]))]]);
  if (!isAnswer(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([name, inner]) => [...authoritiesIn(inner, `${path}.${name}`)]),
  );
}

function withoutAuthority(value: unknown): unknown {
  if (!isAnswer(value)) return value;
  const own = isAuthority(value) ? WANTED : [];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !own.includes(name))
      .map(([name, inner]) => [name, withoutAuthority(inner)]),
  );
}

/** Where two answers differ, one below the other's name. */
function differences(
  before: unknown,
  after: unknown,
  kind: Change['kind'],
  called = (name: string) => name,
): Change[] {
  if (same(before, after)) return [];
  if (!isAnswer(before) || !isAnswer(after))
    return [{ kind, before: inWords(before), after: inWords(after) }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !same(before[name], after[name]),
  );
  const words = (of: Answer) =>
    names.map((name) => `${called(name)}：${inWords(of[name])}`).join('；');
  return [{ kind, before: words(before), after: words(after) }];
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return '无';
  if (typeof value === 'string') return value;
  if (isAnswer(value))
    return Object.entries(value)
      .map(([name, inner]) => `${name}：${inWords(inner)}`)
      .join('，');
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.map(inWords).join('、');
  return String(value);
}
