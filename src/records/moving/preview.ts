import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { judgeMove, type MoveVerdict } from '../../domain/case-moves';
import { canonicalJson } from '../../domain/hash-chain';
import type { Feed, Standing, StandingInstance } from '../../engine';
import { readStructures, type Structure } from '../../models/structure';
import { isEnded, usesReader } from '../calendar/preview';
import type { Releases, ReleaseView } from '../releases';
import { type RecomputedDeadline, recomputedDeadlines } from './deadlines';

/** What becomes of an open case. */
export interface CaseMove {
  caseId: string;
  caseNumber: string;
  processId: string;
  /** releases */
  from: number;
  to: number;
  verdict: MoveVerdict;
  facts: { zh: string; en: string }[];
  /** each process instance with where it goes; called ones last */
  instances: InstanceMove[];
  /** open deadlines that the new rules give another end; none where deadlines keep theirs */
  deadlines: RecomputedDeadline[];
}

/** A process instance, and where its nodes go on. */
export interface InstanceMove {
  key: string;
  processId: string;
  /** definitions of the engine */
  from: string;
  to: string;
  elements: Record<string, string>;
  /** the other way, should a later instance be refused */
  back: Record<string, string>;
}

/** What preview and moving stand on. */
export interface CaseParts {
  feed: Feed;
  releases: Releases;
}

/** Which cases, and how. */
export interface Wanted {
  /** the release they are to go on under */
  to: number;
  /** case numbers; none: every open case of an older release */
  numbers: string[];
  /** node of the old diagram → node of the new one */
  map: Record<string, string>;
  /** whether open deadlines are computed anew by the rules of that release; else they keep their ends */
  recomputes: boolean;
  now: Date;
}

interface OpenCase {
  id: string;
  number: string;
  processId: string;
  release: number;
  key: string;
}

/** Says of each open case whether it can go on under another release, and does nothing. */
export async function previewMoves(
  db: EntityManager,
  parts: CaseParts,
  wanted: Wanted,
): Promise<CaseMove[]> {
  const { to, numbers, map } = wanted;
  const cases: OpenCase[] = await db.query(
    `select id, number, process_id as "processId", release_id as release,
       process_instance_key as key
     from case_file where closed_at is null and process_instance_key is not null
       and release_id <> $1 and ($2::text[] = '{}' or number = any($2)) order by number`,
    [to, numbers],
  );
  const target = await parts.releases.byId(to);
  const standings = await parts.feed.standings(cases.map(({ key }) => key));
  const moves: CaseMove[] = [];
  for (const file of cases) {
    const standing = standings.get(file.key);
    if (!standing || isEnded(standing)) continue;
    const move = await judgeCase(parts, { file, standing, target, map });
    if (wanted.recomputes && move.verdict === 'MOVES')
      move.deadlines = await recomputedDeadlines(db, {
        ...{ caseId: file.id, standing, target, now: wanted.now },
        ...{ uses: usesReader(parts.releases), from: await parts.releases.byId(file.release) },
      });
    moves.push(move);
  }
  return moves;
}

/** Over all that a preview shows: what is confirmed is what was shown. */
export function hashOf(moves: CaseMove[]): string {
  const shown = moves.map(({ deadlines, ...move }) => ({
    ...move,
    deadlines: deadlines.map(({ row, verdict, to }) => [
      row.id,
      verdict,
      to?.computed.dueAt ?? null,
    ]),
  }));
  return createHash('sha256').update(canonicalJson(shown)).digest('hex');
}

async function judgeCase(
  { releases }: CaseParts,
  of: { file: OpenCase; standing: Standing; target: ReleaseView; map: Record<string, string> },
): Promise<CaseMove> {
  const { file, standing, target, map } = of;
  const { id, number, processId, release } = file;
  const move: CaseMove = {
    ...{ caseId: id, caseNumber: number, processId, from: release, to: target.id },
    ...{ verdict: 'MOVES', facts: [], instances: [], deadlines: [] },
  };
  const running = standing.instances.filter(({ isOver }) => !isOver);
  const unsafe = (zh: string, en: string) => {
    move.verdict = 'UNSAFE';
    move.facts.push({ zh, en });
  };
  if (running.length === 0) unsafe('引擎尚未告知该流程', 'the feed does not know its process yet');
  for (const instance of running) {
    const definition = definitionOf(target, instance.processId);
    const from = await structureOf(await releases.byDefinition(instance.definitionKey), instance);
    const next = definition && (await structureOf(target, instance));
    if (!definition || !from || !next) {
      unsafe(
        `新版没有流程 ${instance.processId}`,
        `the release has no process ${instance.processId}`,
      );
      continue;
    }
    const active = activeNodes(instance, standing, from);
    if (active.length === 0)
      unsafe(
        `${instance.processId} 正在自动办理，请稍后再试`,
        `${instance.processId} is in the middle of a step, try again in a moment`,
      );
    const own = Object.fromEntries(Object.entries(map).filter(([node]) => node in from.nodes));
    const at = { from, to: next, active, map: own };
    const { verdict, facts, elements } = judgeMove(instance.processId, at);
    if (verdict === 'UNSAFE' || move.verdict === 'MOVES') move.verdict = verdict;
    move.facts.push(...facts);
    const back = Object.fromEntries(Object.entries(elements).map(([one, other]) => [other, one]));
    move.instances.push({
      ...{ key: instance.key, processId: instance.processId, elements, back },
      ...{ from: instance.definitionKey, to: definition },
    });
  }
  return move;
}

function definitionOf({ processes }: ReleaseView, processId: string): string | undefined {
  return Object.entries(processes).find(([, id]) => id === processId)?.[0];
}

const read = new WeakMap<ReleaseView, Map<string, Promise<Structure | undefined>>>();

function structureOf(
  release: ReleaseView,
  { processId }: StandingInstance,
): Promise<Structure | undefined> {
  const known = read.get(release) ?? new Map<string, Promise<Structure | undefined>>();
  read.set(release, known);
  const found = known.get(processId) ?? readOne(release, processId);
  known.set(processId, found);
  return found;
}

async function readOne(release: ReleaseView, processId: string): Promise<Structure | undefined> {
  const file = release.models.processes[processId]?.file;
  const xml = release.resources.find(({ name }) => name === file)?.content;
  return xml ? (await readStructures(xml))[processId] : undefined;
}

/** Where the tokens of an instance stand, told by what they wait for, with the sub-processes around. */
function activeNodes(
  instance: StandingInstance,
  standing: Standing,
  { nodes }: Structure,
): string[] {
  const here = ({ instanceKey }: { instanceKey: string }) => instanceKey === instance.key;
  const tasks = standing.tasks.filter((task) => here(task) && task.state === 'CREATED');
  const timers = standing.timers.filter((timer) => here(timer) && timer.state === 'OPEN');
  const called = standing.instances.filter((one) => one.parentKey === instance.key && !one.isOver);
  const waiting = [
    ...[
      ...tasks,
      ...timers,
      ...standing.subscriptions.filter(here),
      ...standing.incidents.filter(here),
    ]
      .map(({ elementId }) => elementId)
      // an event that waits on an activity or behind a gateway: there is the token
      .map((id) => nodes[id]?.on ?? id),
    ...called.flatMap(({ calledBy }) => calledBy ?? []),
  ].filter((id) => !isOfEventProcess(id, nodes));
  return [...new Set(waiting.flatMap((id) => [id, ...around(id, nodes)]))];
}

/** The start of an event sub-process waits without a token. */
function isOfEventProcess(id: string, nodes: Structure['nodes']): boolean {
  return nodes[id]?.type === 'StartEvent';
}

function around(id: string, nodes: Structure['nodes']): string[] {
  const scope = nodes[id]?.scope;
  return scope && nodes[scope] ? [scope, ...around(scope, nodes)] : [];
}
