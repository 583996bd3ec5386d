import type { DataSource } from 'typeorm';
import { indexGrams, queryWords, searchable } from '../domain/grams';
import { CaseFile, Publicity } from '../entities';

/**
 * Raised when the form that is compared becomes another: what is published in an older one is rebuilt. A
 * migration then also empties `case_file.search`, which is rebuilt where it is empty.
 */
export const SEARCH_FORM = 2;

/** Rebuilt at a time. */
const BATCH = 500;

type Known = Pick<CaseFile, 'title' | 'number' | 'subject' | 'naturalKey'>;

/** What a case is found by beside what is published of it. */
export function caseSearch({ title, number, subject, naturalKey }: Known): string {
  // of the key only the numbers: codes of options are read by nobody
  const numbers = (naturalKey ?? '').split('|').filter((part) => /\d/.test(part));
  return searchable([title, number, subject ?? '', ...numbers].join(' '));
}

/** What is published, as the search compares it and looks it up. */
export function publicSearch(
  shown: Pick<Publicity, 'title' | 'number' | 'subject' | 'content'>,
): Pick<Publicity, 'search' | 'grams' | 'searchForm'> {
  const lines = shown.content.filter((line) => line.searched).map((line) => line.value);
  const search = searchable([shown.title, shown.number, shown.subject ?? '', ...lines].join(' '));
  return { search, grams: indexGrams(search), searchForm: SEARCH_FORM };
}

/** The words of a question as what `like` takes: wildcards are characters like others. */
export function patterns(asked: string): string[] {
  return queryWords(asked).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}

/** Brings what the search compares into the present form, where it is stored in another or not at all. */
export async function rebuildSearch(db: DataSource): Promise<void> {
  for (;;) {
    const files = await db
      .getRepository(CaseFile)
      .createQueryBuilder('c')
      .where('c.search is null')
      .limit(BATCH)
      .getMany();
    for (const file of files)
      await db.manager.update(CaseFile, file.id, { search: caseSearch(file) });
    if (files.length < BATCH) break;
  }
  for (;;) {
    const shown = await db
      .getRepository(Publicity)
      .createQueryBuilder('p')
      .where('p.search_form < :form', { form: SEARCH_FORM })
      .limit(BATCH)
      .getMany();
    for (const one of shown) await db.manager.update(Publicity, one.id, publicSearch(one));
    if (shown.length < BATCH) break;
  }
}
