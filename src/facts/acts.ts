import type { EntityManager } from 'typeorm';
import type { Deps } from '../deps';
import { tidied } from '../domain/normal-form';
import { shanghaiDay } from '../domain/working-days';
import type { CaseFile } from '../entities';
import { type Refusal, RefusedError, refusal, refusalsOf } from '../errors';
import { otherWay } from '../models/other-way';
import type { FormModel } from '../models/read';
import { maskPersonalData } from '../records/personal-data';
import type { ReleaseView } from '../records/releases';
import { caseFacts, type DoneAct } from './case';
import { type ACT, type ACTOR, ADMINISTRATION, COMMON_ADMINISTRATION, type Told } from './catalog';
import { type Heard, hearing } from './judging';
import type { NamedPerson } from './named';
import type { Facts } from './submission';

/** Decision that judges acts of every flow, asked where the tables of a flow refuse nothing. */
const COMMON = 'common-acts';

/** Somebody who acts, or did, in a user task. */
export interface ActingPerson {
  username: string;
  organisations: string[];
  roles: string[];
  enabled: boolean;
}

/** An act that somebody wants to do or did. */
export interface Act {
  /** the user task's property `act` */
  name: string;
  person: ActingPerson;
  /** id of the process whose diagram has the task; null when no task for the act is open */
  heldBy: string | null;
  /** of the open task; null when no task for the act is open */
  candidateGroups: string[] | null;
  /** what the form was filled in with, see `givenIn` */
  given: Record<string, unknown>;
  /** whom the form names, see `namedPeople` */
  people?: NamedPerson[];
  at: Date;
}

/** What decisions said about an act. */
export interface Verdict {
  /** none: the act counts */
  refusals: Refusal[];
  /** a row says that this person may not do it at all, however and whenever it is tried */
  forbidden: boolean;
}

/** What was found about an act. */
export interface Judgement extends Verdict {
  /** a member of the open task's candidate group, not on the own case; if not, trying is a security event */
  entitled: boolean;
  /** what it was judged by, to be kept where it decides something */
  heard: Heard;
}

/**
 * May this person do this act on this case, as it was filled in? Asked before an act through the API
 * and after one through any other door. What refuses an act, and with which code, is said by decisions
 * of the case's release: those that the case's process declares (process property `acts`), then those
 * of the process that holds the task, then `common-acts`.
 * @throws Error where these decisions let somebody act who is not entitled (GR-03): a fault of the models
 */
export async function judgeAct(
  deps: Pick<Deps, 'releases'>,
  db: EntityManager,
  file: CaseFile,
  act: Act,
): Promise<Judgement> {
  const { person, given } = act;
  const groups = act.candidateGroups ?? [];
  const open = act.candidateGroups !== null;
  const isOneOf = (organisations: string[]) =>
    organisations.some((organisation) => person.organisations.includes(organisation));
  const member = person.enabled && isOneOf(groups);
  const applicantGroup = file.applicantOrganisation ?? '';
  const isApplicant = person.username === file.applicantUser || isOneOf([applicantGroup]);
  const release = await deps.releases.byId(file.releaseId);
  const forApplicant = handedInForOthers(release, file) && groups.includes(applicantGroup);
  const known = await caseFacts(db, file, act.at);
  const asked = [file.processId, ...(act.heldBy ? [act.heldBy] : [])];
  const { release: asking, said } = hearing(release);
  const facts: Facts = {
    act: act.name,
    actor: {
      user: person.username,
      organisations: person.organisations,
      roles: person.roles,
      entitled: member,
      isApplicant,
      isParty: isOneOf(Object.values(file.parties)),
      did: otherActs(known.done as DoneAct[], person.username, act.name),
    } satisfies Told<typeof ACTOR>,
    case: known,
    task: { open, forApplicant },
    given,
    people: act.people ?? [],
    today: shanghaiDay(act.at),
  } satisfies Told<typeof ACT>;
  const verdict = await judge(asking, asked, facts);
  // nobody decides on the own submission, unless it is somebody else's that was written down
  const entitled = member && (!isApplicant || forApplicant);
  if (open && !entitled && verdict.refusals.length === 0)
    throw new Error(`${file.processId}: nothing refuses ${act.name} to who is not entitled to it`);
  return { ...verdict, entitled, heard: { asked, facts, said } };
}

/**
 * Which acts of a case somebody did before, in whatever round, each once; the act in question is not
 * among them, so that whoever did it may do it again in the next round.
 */
function otherActs(done: DoneAct[], username: string, except: string): string[] {
  const own = done.filter(({ person, act }) => person === username && act !== except);
  return [...new Set(own.map(({ act }) => act))];
}

/** Does the case's process say that who hands in may do so for somebody else (property `onBehalf`)? */
function handedInForOthers({ models }: ReleaseView, file: CaseFile): boolean {
  // releases of before have no such property, their tables say it all
  if (!models.decisions[COMMON]) return true;
  return models.processes[file.processId]?.properties.onBehalf === 'true';
}

/**
 * Asks the decisions about an act one after another, those of the processes and then the common one,
 * which for an administrator's act is another;
 * the first that refuses it has the word, with all its rows.
 * @param processes ids; null and what is not known counts for nothing
 * @param facts see docs/developers.md, "Facts of an act"
 */
export async function judge(
  release: Pick<ReleaseView, 'models' | 'evaluate'>,
  processes: (string | null)[],
  facts: Facts,
): Promise<Verdict> {
  const declared = processes.flatMap((id) => release.models.processes[id ?? '']?.acts ?? []);
  const administers = Object.hasOwn(ADMINISTRATION, String(facts.act));
  const last = administers ? COMMON_ADMINISTRATION : COMMON;
  const isThere = release.models.decisions[last] !== undefined;
  // what a release of before says nothing of, nobody may
  if (administers && !isThere) return { refusals: [refusal('E-00-03')], forbidden: false };
  // releases of before have no common decision, their tables say it all
  for (const decision of new Set([...declared, ...(isThere ? [last] : [])])) {
    const { output } = await release.evaluate(decision, facts);
    const refusals = refusalsOf(output, (entry) => otherWay(release.models, entry));
    if (refusals.length > 0) return { refusals, forbidden: isForbidden(output) };
  }
  return { refusals: [], forbidden: false };
}

/** Does a row of an acts decision say so in its column `forbidden`? */
function isForbidden(output: unknown): boolean {
  return [output].flat().some((row) => (row as { forbidden?: boolean } | null)?.forbidden === true);
}

/** A refused act as an error: 403 to who may not do it at all, else 409. */
export function refusedAct({ forbidden, refusals }: Verdict): RefusedError {
  return new RefusedError(forbidden ? 403 : 409, refusals);
}

/**
 * What a task's form was filled in with, as decisions see it: personal data masked, and what was left
 * empty is not there.
 */
export function givenIn(
  form: FormModel | undefined,
  fields: Record<string, unknown>,
): Record<string, unknown> {
  const masked = form ? maskPersonalData(form, fields) : fields;
  return Object.fromEntries(Object.entries(masked).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return tidied(value) === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
