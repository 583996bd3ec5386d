import type { CaseView } from '../stand-in/cases';
import type { Doors } from './doors';
import { colour, due } from './print';

/** An event of the audit trail, as far as the demo reads it. */
export interface TrailEvent {
  action: string;
  entity: string;
  detail: {
    dueAt?: string | null;
    title?: string;
    number?: string;
    target?: string;
    pushState?: string;
    receipt?: string | null;
    drawn?: string[];
    seed?: string;
  };
}

/** A line each for the deadlines, documents, pages, pushes and draws that a step brought. */
export function news(doors: Doors, before: TrailEvent[], after: TrailEvent[]): string[] {
  // the newest comes first
  const added = after.slice(0, after.length - before.length).reverse();
  return added.flatMap((event) => LINES[event.action]?.(event, doors) ?? []);
}

/** The documents of a case, each with its address. */
export function documents(doors: Doors, events: TrailEvent[]): string[] {
  return news(
    doors,
    [],
    events.filter(({ action }) => action === 'document.issued'),
  );
}

const acknowledged = ({ detail }: TrailEvent) =>
  detail.pushState === 'ACCEPTED'
    ? [`taken by the stand-in of ${detail.target}, receipt ${detail.receipt}`]
    : [];

const LINES: Record<string, (event: TrailEvent, doors: Doors) => string[]> = {
  'deadline.set': ({ detail }) => (detail.dueAt ? [`due ${due(detail.dueAt)}`] : []),
  'document.issued': (event, doors) => [
    `${event.detail.title} ${event.detail.number}, PDF: ${doors.settings.PUBLIC_URL}/api/documents/${idOf(event)}`,
  ],
  'publicity.opened': (event, doors) => [
    `public page: ${doors.settings.PUBLIC_URL}/public/${idOf(event)}`,
  ],
  'push.sent': acknowledged,
  'push.acknowledged': acknowledged,
  'sample.drawn': ({ detail, ...event }, doors) => [
    `${detail.drawn?.length} drawn, to repeat: ${doors.settings.PUBLIC_URL}/api/samples/${idOf(event)}`,
  ],
};

const idOf = ({ entity }: Pick<TrailEvent, 'entity'>) => entity.split(':')[1];

const BADGES: Record<string, string> = {
  GC_UNCONFIRMED: '标注“总承包企业未确认”',
  GC_CONFIRM_LATE: '标志“逾期确认”',
};

/** Marks and flags of a case. */
export function badges(view: CaseView): string {
  const all = [...view.marks, ...view.flags].map((code) => BADGES[code] ?? code);
  return all.length > 0 ? ` ${colour('yellow', `[${all.join('、')}]`)}` : '';
}
