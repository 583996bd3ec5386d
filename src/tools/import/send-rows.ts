import { createHash } from 'node:crypto';
import { ExponentialBackoff, handleType, retry } from 'cockatiel';
import { canonicalJson } from '../../domain/hash-chain';
import type { Refusal } from '../../errors';
import type { ImportRow } from './rows';

/** Where rows are handed in, and as whom. */
export interface Door {
  apiUrl: string;
  /** gives a token of the service account that is good for minutes */
  token(): Promise<string>;
}

/** Why a row was not taken. */
export interface RowFault {
  line: number;
  code: string;
  message: string;
  /** what the field is called on the form, empty for the whole row */
  field: string;
  /** what stood there, personal data masked */
  came: string;
}

/** What became of the rows. */
export interface Imported {
  taken: number;
  /** handed in before, by this file or another */
  known: number;
  refused: number;
  faults: RowFault[];
}

/** No answer about the row: too many requests at once, or a part of the platform is away. */
class NoAnswer extends Error {}

/** Asked again, after longer each time; `fetch` throws a TypeError where nobody listens. */
const patient = retry(handleType(NoAnswer).orType(TypeError), {
  maxAttempts: 8,
  backoff: new ExponentialBackoff({ initialDelay: 500, maxDelay: 30_000 }),
});

/**
 * Hands rows in one after the other, in the order of the file: of two about the same thing the later one
 * counts. Each has a key by its content, so that what was taken is not taken again.
 * @param progress told after each row
 * @throws Error where the platform does not answer, or answers nothing about the row
 */
export async function sendRows(
  door: Door,
  process: string,
  rows: ImportRow[],
  progress: (done: number) => void = () => undefined,
): Promise<Imported> {
  const imported: Imported = { taken: 0, known: 0, refused: 0, faults: [] };
  for (const [i, row] of rows.entries()) {
    const said = row.fault ? faultOf(row) : await sendRow(door, process, row);
    if (said === 201) imported.taken += 1;
    else if (said === 200) imported.known += 1;
    else {
      imported.refused += 1;
      imported.faults.push(...said);
    }
    progress(i + 1);
  }
  return imported;
}

const faultOf = ({ line, fault = '' }: ImportRow): RowFault[] => [
  { line, code: 'E-00-10', message: fault, field: '', came: '' },
];

function sendRow(door: Door, process: string, row: ImportRow): Promise<200 | 201 | RowFault[]> {
  const { data } = row;
  const hash = createHash('sha256')
    .update(canonicalJson([process, data]))
    .digest('hex');
  return patient.execute(async () => {
    const response = await fetch(`${door.apiUrl}/api/cases/${encodeURIComponent(process)}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await door.token()}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': `import-${hash}`,
      },
      body: JSON.stringify({ data }),
    });
    const { status } = response;
    if (status === 429 || status >= 500) throw new NoAnswer(`${status} ${await response.text()}`);
    const { errors = [] } = (await response.json()) as { errors?: Refusal[] };
    if (status === 200 || status === 201) return status;
    if (status === 401 || status === 403 || status === 404)
      throw new Error(errors.map(({ code, zh, en }) => `${code} ${zh} (${en})`).join('；'));
    return errors.map(({ code, zh, field = '', label = field, came = '' }) => {
      return { line: row.line, code, message: zh, field: label, came };
    });
  });
}
