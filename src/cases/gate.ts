import { createHash } from 'node:crypto';
import { bulkhead, isBulkheadRejectedError } from 'cockatiel';
import type { Deps } from '../deps';
import { batched } from '../domain/batched';
import { hasBegun, isOver } from '../domain/disclosure';
import { canonicalJson } from '../domain/hash-chain';
import { isPersonNumber } from '../domain/identifiers';
import type { Caller } from '../domain/identity';
import { mask, type PersonalData } from '../domain/masking';
import { fieldsAt, withValueAt } from '../domain/paths';
import { Remembered } from '../domain/remembered';
import { toShanghaiIso } from '../domain/working-days';
import { RefusedError, refuse } from '../errors';
import type { RECORD, Told } from '../facts/catalog';
import {
  askedOfLibraries,
  type KnownEntries,
  maskedReferences,
  plainReferences,
} from '../facts/references';
import { relatedCases, subjectOf } from '../facts/related';
import { type Facts, submissionFacts, supportingRules } from '../facts/submission';
import { fieldRefusals } from '../forms/check';
import { linkedValues } from '../forms/linked';
import { checkPlainForm } from '../forms/plain';
import { asRead, type Reads, readsOfDecisions } from '../models/feel';
import { type Gate, gatesOf } from '../models/gate';
import type { FormModel } from '../models/read';
import { supportingRule } from '../models/supporting-rule';
import { type AuditInput, appendAudits } from '../records/audit';
import { asText, type EntryQuestion, entriesFor, type FoundEntry } from '../records/many-entries';
import type { ReleaseView } from '../records/releases';

type Data = Record<string, unknown>;

/** Why a gate does not let something pass. */
export interface GateReason {
  code: string;
  zh: string;
  en: string;
  /** of the question, where the reason is about one */
  field?: string;
  /** the row of the table: decision and id */
  rule: string;
  /** where the row says that it comes from */
  source: string;
}

/** A record that a question named and that passes. */
export interface GateRecord {
  field: string;
  library: string;
  kind: string;
  key: string;
  status: string;
  marks: string[];
  version: number;
  enteredAt: string;
  /** personal data masked */
  data: Data;
}

/** What a gate answers. */
export interface GateAnswer {
  gate: string;
  passed: boolean;
  reasons: GateReason[];
  /** of a gate that looks records up: those that pass */
  records?: GateRecord[];
  /** the instant for which it is answered */
  asOf: string;
  release: number;
  /** SHA-256 of the facts that the tables read */
  facts: string;
}

/** Answers the questions of other systems. */
export interface GateDesk {
  /** The gates that somebody may ask. */
  open(caller: Caller): Promise<Gate[]>;
  /**
   * Answers a question, and notes who asked about whom.
   * @throws E-00-22 where there is no such gate, E-00-21 where others ask it, 422 for what its form refuses
   */
  ask(gate: string, caller: Caller, data: Data, requestId: string): Promise<GateAnswer>;
}

/** Answers that are kept: what the same tables say of the same facts. */
const ANSWERS_KEPT = 20_000;
/** Lots of which some are on their way while this process works on others, and none for a few questions. */
const LOTS = { most: 50, atOnce: 3, everyMs: 10 };
/** So many questions are asked of the engine at a time, and so many wait for it. */
const ASKED_AT_ONCE = 4;
const WAITING_AT_MOST = 200;
/** A linked field may fill another. */
const ROUNDS = 4;

type Judged = Pick<GateAnswer, 'passed' | 'reasons'>;

/** What a gate reads of its facts; the tables of a release never change. */
const readBy = new WeakMap<ReleaseView, Map<string, Map<string, Reads>>>();

function readsOf(release: ReleaseView, { id, facts }: Gate): Map<string, Reads> {
  const known = readBy.get(release) ?? new Map<string, Map<string, Reads>>();
  readBy.set(release, known);
  const asked = [id, ...facts.map((entry) => supportingRule(entry).decision)];
  const reads = known.get(id) ?? readsOfDecisions(release.models, asked);
  known.set(id, reads);
  return reads;
}

const gatesIn = new WeakMap<ReleaseView, Gate[]>();

function gatesOfRelease(release: ReleaseView): Gate[] {
  const gates = gatesIn.get(release) ?? gatesOf(release.models);
  gatesIn.set(release, gates);
  return gates;
}

const maySee = ({ askedBy }: Gate, { roles }: Caller) =>
  askedBy.some((role) => roles.includes(role));

/**
 * The desk at which other systems ask. What a table says of the same facts is kept, so that the engine is
 * asked only of what it was not asked before; what is read and noted is read and noted for all questions
 * that came in the same moment at once.
 */
export function createGateDesk(deps: Pick<Deps, 'db' | 'clock' | 'releases' | 'vault'>): GateDesk {
  const { db, clock, releases } = deps;
  const answers = new Remembered<Judged>(ANSWERS_KEPT);
  const engine = bulkhead(ASKED_AT_ONCE, WAITING_AT_MOST);
  // people are named by their ID numbers or by their numbers here
  const vault = {
    ...deps.vault,
    personNumber: (value: string) =>
      isPersonNumber(value) ? value : deps.vault.personNumber(value),
  };
  const standing = batched<void, { release: ReleaseView; at: Date }>(async (asked) => {
    const [at, release] = await Promise.all([clock.now(), releases.current()]);
    return asked.map(() => ({ at, release }));
  }, LOTS);
  const lookedUp = batched<EntryQuestion[], KnownEntries>(async (questions) => {
    const found = await entriesFor(db, questions.flat());
    return questions.map(() => found);
  }, LOTS);
  const noted = batched<AuditInput, void>(
    async (events) => {
      await appendAudits(db, events);
      return events.map(() => undefined);
    },
    { everyMs: LOTS.everyMs },
  );

  const once = (key: string, judge: () => Promise<Judged>) =>
    answers.get(key, async () => {
      try {
        return await engine.execute(judge);
      } catch (error) {
        throw isBulkheadRejectedError(error) ? refuse('E-00-26') : error;
      }
    });

  /** What stands in the question with what its numbers refer to; a linked field is filled from that. */
  async function references(form: FormModel, question: Data, now: Date) {
    let data = question;
    for (let round = 0; ; round += 1) {
      const questions = askedOfLibraries(form, data, vault).flatMap((one) => one.questions);
      const known = questions.length > 0 ? await lookedUp(questions) : new Map();
      const plain = await plainReferences(form, data, { db: db.manager, vault, now, known });
      const linked = linkedValues(form, plain, data);
      const filled = merged(question, linked);
      if (round === ROUNDS || canonicalJson(filled) === canonicalJson(data))
        return { data, refs: maskedReferences(form, plain), known };
      data = filled;
    }
  }

  /** By the decision of the gate, told the facts of a submission. */
  async function judgeAll(release: ReleaseView, gate: Gate, caller: Caller, entered: Entered) {
    const { form, id, flow } = gate;
    const { at } = entered;
    const { data, refs } = await references(form, entered.data, at);
    const masked = withoutPersonalData(form, data, vault);
    const subject = subjectOf(gate, masked);
    const facts = await submissionFacts(
      { db, clock: { now: async () => at } },
      release,
      { id, flow, facts: [] },
      { masked, refs, attachmentKinds: [] },
      caller,
      {
        ...{ round: 1, duplicates: 0, case: null },
        related: subject ? await relatedCases(db.manager, subject, null) : [],
      },
    );
    const { rules: _, ...told } = facts;
    const hash = digest(asRead(told, readsOf(release, gate)));
    const judged = await once(`${release.id} ${id} ${hash}`, async () => {
      const rules = await supportingRules(release, gate, told);
      return reasonsOf(release, id, { ...told, rules });
    });
    return { ...judged, facts: hash, about: masked };
  }

  /** By the decision of the gate about each record that the question names. */
  async function judgeEach(release: ReleaseView, { form, id }: Gate, { data, at }: Entered) {
    const asked = askedOfLibraries(form, data, vault);
    const known = await lookedUp(asked.flatMap(({ questions }) => questions));
    const named = asked.flatMap(({ parts, questions }) =>
      questions.flatMap((question, i) => {
        const found = known.get(asText(question)) ?? [];
        const rows = found.filter((entry) => hasBegun(entry, at));
        // what a thing has besides may be nothing
        const records: (FoundEntry | undefined)[] = rows.length > 0 || i > 0 ? rows : [undefined];
        return records.map((entry) => ({ field: parts.join('.'), kind: question.kind, entry }));
      }),
    );
    const told = named.map(({ kind, entry }) => recordFacts(kind, entry, at));
    const judged = await Promise.all(
      told.map((facts) =>
        once(`${release.id} ${id} ${JSON.stringify(facts)}`, () => reasonsOf(release, id, facts)),
      ),
    );
    const reasons = named.flatMap(({ field }, i) =>
      (judged[i]?.reasons ?? []).map((reason) => ({ ...reason, field })),
    );
    const records = named.flatMap(({ field, entry }, i) =>
      entry && judged[i]?.passed ? [asRecord(field, entry)] : [],
    );
    return {
      ...{ passed: reasons.length === 0, reasons, records, facts: digest(told) },
      about: withoutPersonalData(form, data, vault),
    };
  }

  return {
    async open(caller) {
      const { release } = await standing();
      return gatesOfRelease(release).filter((gate) => maySee(gate, caller));
    },
    async ask(name, caller, entered, requestId) {
      const { release, at } = await standing();
      const gate = gatesOfRelease(release).find(({ id }) => id === name);
      if (!gate) throw refuse('E-00-22');
      if (!maySee(gate, caller)) throw refuse('E-00-21');
      const { data, errors } = checkPlainForm(release.models.labels, gate.form, entered);
      if (errors.length > 0) throw new RefusedError(422, fieldRefusals(errors));
      const { about, ...judged } = gate.each
        ? await judgeEach(release, gate, { data, at })
        : await judgeAll(release, gate, caller, { data, at });
      const answer = { gate: name, ...judged, asOf: toShanghaiIso(at), release: release.id };
      await noted({
        ...{ caseId: null, at, action: 'gate.asked', entity: `gate:${name}`, requestId },
        actor: { user: caller.username, name: caller.name, organisation: '-' },
        detail: {
          ...{ about, passed: answer.passed, release: release.id, facts: answer.facts },
          codes: [...new Set(answer.reasons.map(({ code }) => code))],
        },
      });
      return answer;
    },
  };
}

/** A question in its normal form, and the instant for which it is answered. */
interface Entered {
  data: Data;
  at: Date;
}

const digest = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** What a row of a gate's table says. */
type Row = Partial<Record<'code' | 'zh' | 'en' | 'field', string | null>>;

/** Asks the table of a gate: each row that matches is a reason, and none is a pass. */
async function reasonsOf(release: ReleaseView, id: string, facts: Facts): Promise<Judged> {
  const { output, matches } = await release.evaluate(id, facts);
  const rows = ([output].flat() as (Row | null)[]).filter((row): row is Row => row !== null);
  const hits = matches.filter(({ decisionId }) => decisionId === id);
  if (hits.length !== rows.length) throw new Error(`${id} is no table that collects its rows`);
  const reasons = rows.map(({ code, zh, en, field }, i) => {
    const rule = hits[i]?.ruleId ?? '';
    const row = release.models.decisions[id]?.rules.find((one) => one.id === rule);
    return {
      ...{ code: code ?? '', zh: zh ?? '', en: en ?? '', ...(field ? { field } : {}) },
      ...{ rule: `${id}#${rule}`, source: row?.annotation ?? '' },
    };
  });
  return { passed: reasons.length === 0, reasons };
}

function recordFacts(kind: string, entry: FoundEntry | undefined, now: Date) {
  const { library = null, status = null, marks = [] } = entry ?? {};
  const over = entry !== undefined && isOver(entry, now);
  return { found: entry !== undefined, library, kind, status, marks, over } satisfies Told<
    typeof RECORD
  >;
}

function asRecord(field: string, entry: FoundEntry): GateRecord {
  const { library, kind, natural_key: key, status, marks, version, valid_from, data } = entry;
  return {
    ...{ field, library, kind, key, status, marks, version, data },
    enteredAt: toShanghaiIso(valid_from),
  };
}

/** The question with numbers of people in the place of their ID numbers, and all else personal masked. */
function withoutPersonalData(
  { components }: FormModel,
  data: Data,
  vault: Pick<Deps['vault'], 'personNumber'>,
): Data {
  let masked = data;
  for (const { key, path, properties } of components) {
    if (!key || !path || !properties.pii) continue;
    const kind = properties.pii as PersonalData;
    for (const { parts, value } of fieldsAt(data, path))
      if (typeof value === 'string' && value)
        masked = withValueAt(
          ...([masked, parts.join('.')] as const),
          kind === 'id-number' ? vault.personNumber(value) : mask(kind, value),
        );
  }
  return masked;
}

/** The question with what stands in its linked fields. */
function merged(question: Data, linked: Data): Data {
  const inside = (into: unknown, from: unknown): unknown => {
    if (typeof from !== 'object' || from === null) return from;
    if (Array.isArray(from)) return from.map((one, i) => inside((into as unknown[])?.[i], one));
    const own = typeof into === 'object' && into !== null ? (into as Data) : {};
    const laid = Object.entries(from).map(([name, value]) => [name, inside(own[name], value)]);
    return { ...own, ...Object.fromEntries(laid) };
  };
  return inside(question, linked) as Data;
}
