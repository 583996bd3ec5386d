import { authorities, demoOrganisations, demoPeople } from '../seed';

const COLOURS = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
const inColour = process.stdout.isTTY && !process.env.NO_COLOR;

/** Text in a colour where a person looks at it. */
export function colour(name: keyof typeof COLOURS, text: string): string {
  return inColour ? `\u001b[${COLOURS[name]}m${text}\u001b[0m` : text;
}

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** `2026-10-10 20:00` with its day of the week. */
export function withWeekday(local: string): string {
  const [day = '', time = ''] = local.split(' ');
  const name = new Date(`${day}T00:00:00Z`).toLocaleDateString('en', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  return `${name} ${day} ${time}`;
}

/** An instant as the demo writes them: Asia/Shanghai, midnight as 24:00 of the day it ends. */
export function due(instant: string): string {
  const last = new Date(Date.parse(instant) - 1).toLocaleDateString('sv', {
    timeZone: 'Asia/Shanghai',
  });
  const time = new Date(instant).toLocaleTimeString('sv', {
    timeZone: 'Asia/Shanghai',
    timeStyle: 'short',
  });
  return time === '00:00' ? `${last} 24:00` : `${last} ${time}`;
}

/** Who somebody is: name, user name, organisation; a system has its name only. */
export function person(username: string): string {
  const found = demoPeople.find((p) => p.username === username);
  if (!found) return username;
  const organisation = [...authorities, ...demoOrganisations].find(
    (o) => o.id === found.organisation,
  );
  return `${found.name} ${username}${organisation ? ` (${organisation.short})` : ''}`;
}
