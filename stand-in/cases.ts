import type { Api } from './api';

/** A case as its parties see it through the API. */
export interface CaseView {
  id: string;
  number: string;
  process: string;
  title: string;
  /** what it is about: the number of a project, of a person */
  subject: string | null;
  status: string;
  statusLabel: string;
  marks: string[];
  flags: string[];
  /** waits for the applicant to hand in its next round */
  awaitsCorrection: boolean;
  href: string;
  tasks: { act: string; name: string; groups: string[] }[];
  /** rows of decision tables that matched; the list of cases has none */
  rules?: { name: string; rule: string; annotation: string }[];
}

/** The newest case of a process with these words in its title, if there is one. */
export async function findCase(
  reader: Api,
  process: string,
  title: string,
): Promise<CaseView | undefined> {
  const query = new URLSearchParams({ q: title, limit: '100' });
  const found = await reader.get<{ items: CaseView[] }>(`/api/cases?${query}`);
  return found.items.find((one) => one.process === process);
}
