import type { Finding } from '../finding';
import { didYouMean } from './nearest';
import { type Giver, type Place, placeKey } from './shape';

/** A name that was asked for somewhere. */
interface Question {
  place: Place;
  name: string;
  of: string;
  isAnswered: boolean;
  /** names there are */
  known: Set<string>;
}

/**
 * What was found while models were gone through. The same element is looked at once for each way that
 * leads to it: a name is missing only where no way brings it.
 */
export class Ledger {
  private readonly questions = new Map<string, Question>();
  private readonly givers = new Map<string, Giver>();
  private readonly found = new Map<string, Finding>();
  /** Notes are taken only in the last round, when all that is given is known. */
  isOpen = false;

  /** A name was asked for; `known` are the names there are. */
  ask(place: Place, name: string, of: string, isAnswered: boolean, known: Iterable<string>): void {
    if (!this.isOpen) return;
    const key = `${placeKey(place)}\n${of}\n${name}`;
    const before = this.questions.get(key);
    const question = before ?? { place, name, of, isAnswered: false, known: new Set() };
    question.isAnswered ||= isAnswered;
    if (!isAnswered) for (const one of known) question.known.add(one);
    this.questions.set(key, question);
  }

  /** Who gives a name at a place; the same one each time. */
  giver(place: Place, name: string): Giver {
    const key = `${placeKey(place)}\n${name}`;
    const known = this.givers.get(key) ?? { place, name, read: false };
    this.givers.set(key, known);
    return known;
  }

  /** Names that may have been meant by one that nobody reads. */
  hint(place: Place, name: string, meant: Iterable<string>): void {
    this.giver(place, name).meant = [...meant];
  }

  /** Something that is wrong whichever way leads to it. */
  report(place: Place, rule: string, message: string): void {
    if (!this.isOpen) return;
    const { file, element, where } = place;
    const said = where ? `${where}：${message}` : message;
    const severity = 'error' as const;
    this.found.set(`${placeKey(place)}\n${rule}\n${said}`, {
      ...{ file, element, severity, rule: `names/${rule}`, message: said },
    });
  }

  /** All findings, with the names that nobody gives and those that nobody reads. */
  findings(): Finding[] {
    for (const { place, name, of, isAnswered, known } of this.questions.values())
      if (!isAnswered)
        this.report(place, 'unknown', `${of} ${name} 没有任何地方给出${didYouMean(name, known)}`);
    for (const { place, name, read, meant } of this.givers.values())
      if (!read)
        this.report(place, 'unread', `${name} 没有任何地方使用${didYouMean(name, meant ?? [])}`);
    return [...this.found.values()];
  }
}
