import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { drawOnce } from '../../records/samples';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'sample.draw',
  title: '随机抽取',
  description:
    '从已确定的总体中随机抽取，不放回；种子、总体、结果留存，任何人可重算（docs/sampling.md）；只抽一次',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    sampleId: z.uuid().describe('抽查'),
    size: z.number().int().nonnegative().describe('抽取数量'),
    exclude: z.array(z.string()).default([]).describe('计入总体但不抽取的案件'),
    excludeMarks: z
      .array(z.string())
      .default([])
      .describe('带这些标记的案件，或其事项在库中带这些标记的，计入总体但不抽取'),
  }),
  output: z.object({
    drawn: z.array(z.string()).describe('抽中的案件'),
    drawnNumbers: z.array(z.string()).describe('抽中案件的编号'),
    seed: z.string().describe('种子'),
    populationHash: z.string().describe('总体的 SHA-256'),
    algorithm: z.string().describe('抽取方法'),
  }),
  async handle({ input, tx, now, requestId }) {
    const { caseId, sampleId, size, exclude, excludeMarks } = input;
    const sample = await drawOnce(
      tx,
      sampleId,
      size,
      async (population) => {
        const out = new Set([...exclude, ...(await marked(tx, population, excludeMarks))]);
        return population.filter((id) => out.has(id));
      },
      { caseId, now, requestId },
    );
    const drawn = sample.drawn ?? [];
    return {
      drawn,
      drawnNumbers: await numbersOf(tx, drawn),
      seed: sample.seed ?? '',
      populationHash: sample.populationHash,
      algorithm: sample.algorithm,
    };
  },
});

/** Cases that carry one of the marks now, or whose subject does in a library. */
async function marked(tx: EntityManager, cases: string[], marks: string[]): Promise<string[]> {
  if (marks.length === 0) return [];
  const rows: { id: string }[] = await tx.query(
    `select c.id from case_file c where c.id::text = any($1) and (c.marks && $2::text[]
       or exists (select 1 from library_entry e where e.natural_key = c.subject
                  and e.valid_to is null and e.marks && $2::text[]))`,
    [cases, marks],
  );
  return rows.map(({ id }) => id);
}

async function numbersOf(tx: EntityManager, cases: string[]): Promise<string[]> {
  const rows: { id: string; number: string }[] = await tx.query(
    'select id, number from case_file where id::text = any($1)',
    [cases],
  );
  const numbers = new Map(rows.map(({ id, number }) => [id, number]));
  return cases.map((id) => numbers.get(id) ?? id);
}
