import { list, parseBpmn, text } from '../moddle';
import { DETAILS, factsOf, TYPES } from './bpmn-facts';
import type { ChangesOf } from './changes';
import { layoutOf, movedIn } from './layout';
import { matchBy } from './match';

/** What differs between two states of a BPMN file; undefined where there is no file. */
export async function diffDiagram(of: ChangesOf, from?: string, to?: string): Promise<void> {
  const [old, now] = await Promise.all(
    [from, to].map(async (xml) => (xml === undefined ? undefined : parseBpmn(xml))),
  );
  if (!old || !now) {
    const [only] = processesOf(old ?? now);
    const name = text(only?.name);
    if (now) of.added(only?.id, '流程', name);
    else of.removed(only?.id, '流程', name);
    return;
  }
  diffElements(of, elementsOf(old), elementsOf(now));
  const moved = movedIn(layoutOf(list(old, 'diagrams')), layoutOf(list(now, 'diagrams')));
  if (moved > 0) of.changed('', '图形位置', null, `${moved} 处`);
}

function processesOf(definitions: ModdleElement | undefined): ModdleElement[] {
  return list(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
}

/** The process itself, all that is in it, and the messages and errors it names. */
function elementsOf(definitions: ModdleElement): ModdleElement[] {
  const inside = (container: ModdleElement): ModdleElement[] =>
    list(container, 'flowElements').flatMap((element) => [element, ...inside(element)]);
  return list(definitions, 'rootElements').flatMap((root) => [root, ...inside(root)]);
}

function diffElements(of: ChangesOf, before: ModdleElement[], after: ModdleElement[]): void {
  const { pairs, added, removed } = matchBy(before, after, ({ id }) => String(id ?? ''));
  for (const one of removed) of.removed(one.id, placeOf(one), said(one));
  for (const one of added) of.added(one.id, placeOf(one), said(one));
  for (const pair of pairs) {
    const [was, is] = [factsOf(pair.before), factsOf(pair.after)];
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      const [old, now] = [was.get(key), is.get(key)];
      if (old?.is === now?.is) continue;
      const where = `${placeOf(pair.after)} · ${detail(key)}`;
      of.changed(pair.after.id, where, old?.said ?? null, now?.said ?? null);
    }
  }
}

/** `用户任务 审核`; a path by the elements at its ends. */
function placeOf(element: ModdleElement): string {
  const type = String(element.$type).replace('bpmn:', '');
  return `${TYPES[type] ?? type} ${nameOf(element)}`;
}

function nameOf(element: ModdleElement): string {
  if (element.$type !== 'bpmn:SequenceFlow') return text(element.name) || element.id;
  const ends = [element.sourceRef, element.targetRef].map((end) => text(end?.name) || end?.id);
  return [text(element.name), `（${ends.join(' → ')}）`].filter(Boolean).join('');
}

/** What an element that came or went says. */
function said(element: ModdleElement): string {
  const facts = [...factsOf(element)].filter(([key]) => !UNSAID.includes(key));
  return facts.map(([key, { said }]) => `${detail(key)} ${said}`).join('，') || nameOf(element);
}

const UNSAID = ['name', 'sourceRef', 'targetRef'];

/** `输入 taskGroup`: the part of an element by its Chinese name, with what it is called by. */
function detail(key: string): string {
  const [part = '', ...named] = key.split('/');
  return [DETAILS[part] ?? part, ...named].join(' ');
}
