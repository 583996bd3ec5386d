/** What becomes of a case that is to go on under another release. */
export type MoveVerdict = 'MOVES' | 'NEEDS_MAPPING' | 'UNSAFE';

/** A node as `src/models/structure.ts` reads it. */
interface Node {
  id: string;
  name: string;
  type: string;
  scope: string;
  on?: string;
  event?: string;
  timer?: string;
  many?: string;
  calls?: string;
}

/** A diagram: its nodes by id, and the words of its expressions. */
interface Diagram {
  nodes: Record<string, Node>;
  words: ReadonlySet<string>;
}

/** What a move does, or why it cannot be done. */
export interface MoveJudgement {
  verdict: MoveVerdict;
  /** in words, one a fact */
  facts: { zh: string; en: string }[];
  /** active and waiting nodes → where they go on */
  elements: Record<string, string>;
}

/**
 * Judges whether an instance can go on in another version of its diagram, by the rules of the engine
 * (Camunda 8.6, process instance migration).
 * @param processId of both diagrams: the outermost scope
 * @param active nodes where a token stands, and the sub-processes around them
 * @param map node of the old diagram → node of the new one, where the id changed
 */
export function judgeMove(
  processId: string,
  {
    from,
    to,
    active,
    map,
  }: { from: Diagram; to: Diagram; active: string[]; map: Record<string, string> },
): MoveJudgement {
  const judged: MoveJudgement = { verdict: 'MOVES', facts: [], elements: {} };
  const mapped = (id: string) => map[id] ?? id;
  for (const id of active) {
    const old = from.nodes[id];
    const next = to.nodes[mapped(id)];
    if (!old) add(judged, 'UNSAFE', `旧流程图没有“${id}”`, `${id} is not in the old diagram`);
    else if (!next) {
      const zh = `“${old.name}”（${id}）在新流程图中没有，须用 --map 指明`;
      add(judged, 'NEEDS_MAPPING', zh, `${id} is not in the new diagram, map it`);
    } else {
      judged.elements[id] = next.id;
      judgeNode(judged, { old, next, processId, mapped });
      judgeEvents(judged, { from, to, old, next, mapped });
    }
  }
  return judged;
}

function add(judged: MoveJudgement, verdict: MoveVerdict, zh: string, en: string): void {
  judged.facts.push({ zh, en });
  if (verdict === 'UNSAFE' || judged.verdict === 'MOVES') judged.verdict = verdict;
}

function judgeNode(
  judged: MoveJudgement,
  {
    old,
    next,
    processId,
    mapped,
  }: { old: Node; next: Node; processId: string; mapped: (id: string) => string },
): void {
  const say = (zh: string, en: string) =>
    add(judged, 'UNSAFE', `“${old.name}”（${old.id}）${zh}`, `${old.id} ${en}`);
  if (next.type !== old.type)
    say(`由 ${old.type} 变成 ${next.type}`, `turns from ${old.type} into ${next.type}`);
  const scope = old.scope === processId ? processId : mapped(old.scope);
  if (next.scope !== scope) say('移到另一个子流程', 'lies in another sub-process');
  if (next.many !== old.many) say('多实例方式不同', 'has other loop characteristics');
  if (next.calls !== old.calls) say('改为调用另一个流程', 'calls another process');
  if (next.event !== old.event) say('等待的事件种类不同', 'waits for another kind of event');
}

/** Boundary events and those behind an event gateway: kept, dropped or new. */
function judgeEvents(
  judged: MoveJudgement,
  at: { from: Diagram; to: Diagram; old: Node; next: Node; mapped: (id: string) => string },
): void {
  const { from, to, old, next, mapped } = at;
  const before = Object.values(from.nodes).filter(({ on }) => on === old.id);
  const after = Object.values(to.nodes).filter(({ on }) => on === next.id);
  for (const event of before) {
    const goesOn = to.nodes[mapped(event.id)];
    if (!goesOn) {
      const zh = `“${event.name}”（${event.id}）在新流程图中没有，不再等待`;
      add(judged, judged.verdict, zh, `${event.id} is gone and is waited for no longer`);
    } else if (goesOn.on !== next.id)
      add(judged, 'UNSAFE', `“${event.name}”（${event.id}）移到别处`, `${event.id} sits elsewhere`);
    else if (goesOn.event !== event.event)
      add(
        judged,
        'UNSAFE',
        `“${event.name}”（${event.id}）种类不同`,
        `${event.id} is of another kind`,
      );
    else judged.elements[event.id] = goesOn.id;
  }
  const kept = new Set(Object.values(judged.elements));
  for (const event of after.filter(({ id }) => !kept.has(id))) judgeNew(judged, from, event);
}

/** A timer that the old diagram did not have is set at once, from the variables of the case. */
function judgeNew(judged: MoveJudgement, from: Diagram, event: Node): void {
  const root = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(event.timer ?? '')?.[0];
  if (root && !from.words.has(root)) {
    const zh = `新的“${event.name}”（${event.id}）按变量 ${root} 计时，案件没有该变量`;
    add(judged, 'UNSAFE', zh, `${event.id} is timed by ${root}, which the case does not have`);
    return;
  }
  const zh = `新增“${event.name}”（${event.id}），移动后开始等待`;
  add(judged, judged.verdict, zh, `${event.id} is new and is waited for from then on`);
}
