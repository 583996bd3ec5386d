import { type Refusal, refusal } from '../errors';

/** What a reviewer says of one field of a submission that is sent back for correction. */
export interface Objection {
  /** path of the field in the start form's data, or `attachments.<kind>` */
  field: string;
  remark: string;
}

/** Characters that a remark may have; the common part of the task forms says the same. */
const REMARK_CHARS = 200;
/** What came is told as far as it is short. */
const CAME_AT_MOST = 40;

/** The remarks that a task form was filled in with, right or wrong; [] where it has none. */
export function objectionsIn(given: Record<string, unknown>): Objection[] {
  const { objections } = given;
  if (!Array.isArray(objections)) return [];
  return objections.map((row) => {
    const { field, remark } = (row ?? {}) as Record<string, unknown>;
    return { field: String(field ?? ''), remark: String(remark ?? '').trim() };
  });
}

/**
 * Refuses remarks that say nothing, or are about what the submission does not have.
 * @param offered what a remark can be about
 */
export function wrongObjections(
  objections: Objection[],
  offered: { value: string; label: string }[],
): Refusal[] {
  const known = new Set(offered.map(({ value }) => value));
  return objections.flatMap(({ field, remark }, row) => {
    const length = [...remark].length;
    if (known.has(field) && length > 0 && length <= REMARK_CHARS) return [];
    const came = [...field].slice(0, CAME_AT_MOST).join('');
    return refusal('E-00-46', {
      field: `objections.${row}`,
      zh: `第 ${row + 1} 项所指为“${came}”，意见 ${length} 字`,
      en: `row ${row + 1} is about "${came}", in ${length} characters`,
    });
  });
}
