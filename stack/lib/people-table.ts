import type { DemoPerson } from '../../seed';
import { table } from './table';

/** Where somebody of these roles works. */
function worksIn(roles: string[]): string {
  if (roles.includes('reviewer') || roles.includes('clerk')) return 'Tasklist, portal';
  if (roles.includes('enterprise')) return 'portal, Tasklist';
  return roles.includes('sys-admin') ? 'portal, Operate' : 'portal';
}

/** Who can log in: one table, a heading for each province, short enough for a terminal. */
export function peopleTable(groups: [province: string, people: DemoPerson[]][]): string {
  const head = ['log in as', 'name', 'works in', 'who'];
  const rows = groups.flatMap(([province, people]) => [
    [],
    [province],
    ...people.map(({ username, name, roles, what }) => [username, name, worksIn(roles), what]),
  ]);
  return table([head, ...rows]);
}
