import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  DRAW_ALGORITHM,
  drawPositions,
  drawSample,
  populationHash,
  sortedPopulation,
} from '../domain/sampling';
import { Sample, SampleArrival, SampleBlock } from '../entities';
import { appendAudit, SYSTEM } from './audit';

/** What a draw or a row of arrivals is about. */
export interface SampleName {
  kind: string;
  period: string;
  stratum: string;
}

/** Where something of sampling happens. */
export interface Occasion {
  caseId: string;
  now: Date;
  requestId: string;
}

/** 32 random bytes, hex. */
const newSeed = () => randomBytes(32).toString('hex');

const hold = (tx: EntityManager, { kind, period, stratum }: SampleName) =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [
    JSON.stringify([kind, period, stratum]),
  ]);

/** Keeps the population of a draw; a draw of the same name keeps the one it has. */
export async function keepPopulation(
  tx: EntityManager,
  name: SampleName,
  items: () => Promise<string[]>,
  query: Record<string, unknown>,
  { caseId, now, requestId }: Occasion,
): Promise<{ sample: Sample; isNew: boolean }> {
  await hold(tx, name);
  const known = await tx.findOneBy(Sample, { ...name });
  if (known) return { sample: known, isNew: false };
  const population = sortedPopulation(await items());
  const sample = tx.create(Sample, {
    ...{ id: randomUUID(), caseId, ...name, algorithm: DRAW_ALGORITHM, query, population },
    populationHash: populationHash(population),
    ...{ createdAt: now, size: null, excluded: null, seed: null, drawn: null, drawnAt: null },
  });
  await tx.insert(Sample, sample as never);
  await appendAudit(tx, {
    caseId,
    at: now,
    actor: SYSTEM,
    action: 'sample.population',
    entity: `sample:${sample.id}`,
    detail: { ...name, query, count: population.length, populationHash: sample.populationHash },
    requestId,
  });
  return { sample, isNew: true };
}

/** Draws from a kept population, once: a repeat gives what was drawn. */
export async function drawOnce(
  tx: EntityManager,
  id: string,
  size: number,
  excluded: (population: string[]) => Promise<string[]>,
  { caseId, now, requestId }: Occasion,
): Promise<Sample> {
  const sample = await tx.findOneOrFail(Sample, {
    where: { id },
    lock: { mode: 'for_no_key_update' },
  });
  if (sample.drawnAt) return sample;
  const { population } = sample;
  // the seed comes last: nobody can know it while the population can still be chosen
  const draw = { size, excluded: await excluded(population), seed: newSeed() };
  Object.assign(sample, draw, { drawn: drawSample({ ...draw, population }), drawnAt: now });
  await tx.save(Sample, sample);
  await appendAudit(tx, {
    caseId,
    at: now,
    actor: SYSTEM,
    action: 'sample.drawn',
    entity: `sample:${id}`,
    detail: drawDetail(sample),
    requestId,
  });
  return sample;
}

/** A draw as its audit event tells it. */
export function drawDetail(sample: Sample): Record<string, unknown> {
  const { algorithm, seed, size, excluded, drawn, populationHash } = sample;
  return { algorithm, seed, size, excluded, drawn, populationHash };
}

/** How often items are drawn on arrival. */
export interface BlockPlan {
  blockSize: number;
  positions: number;
}

/**
 * Numbers an item that arrives, and says whether its place in its block is drawn. Which places are
 * drawn is fixed when the block opens; the audit trail has the hash of its seed from then on.
 */
export async function arrive(
  tx: EntityManager,
  name: SampleName,
  item: string,
  plan: BlockPlan,
  occasion: Occasion,
): Promise<SampleArrival> {
  // by kind and item first: an item that comes again, in another period too, keeps its number
  await hold(tx, { kind: name.kind, period: '', stratum: item });
  const known = await tx.findOneBy(SampleArrival, { kind: name.kind, item });
  if (known) return known;
  await hold(tx, name);
  const last = await lastBlock(tx, name);
  const isFull = !last || last.arrived >= last.block.size;
  const block = isFull
    ? await openBlock(tx, name, (last?.block.block ?? 0) + 1, plan, occasion)
    : last.block;
  const position = isFull ? 1 : last.arrived + 1;
  const arrival = tx.create(SampleArrival, {
    ...{ kind: name.kind, item, blockId: block.id, number: (last?.number ?? 0) + 1, position },
    ...{ drawn: block.drawn.includes(position), caseId: occasion.caseId, arrivedAt: occasion.now },
  });
  await tx.insert(SampleArrival, arrival as never);
  await appendAudit(tx, {
    caseId: occasion.caseId,
    at: occasion.now,
    actor: SYSTEM,
    action: 'sample.arrived',
    entity: `sample-block:${block.id}`,
    detail: {
      ...{ ...name, item, block: block.block, position, drawn: arrival.drawn },
      sequence: arrival.number,
    },
    requestId: occasion.requestId,
  });
  return arrival;
}

/** The newest block of a name, how many arrived in it, and the last number given. */
export async function lastBlock(
  tx: EntityManager,
  name: SampleName,
): Promise<{ block: SampleBlock; arrived: number; number: number } | null> {
  const [block] = await tx.find(SampleBlock, {
    where: { ...name },
    order: { block: 'DESC' },
    take: 1,
  });
  if (!block) return null;
  const [row]: { arrived: number; number: number }[] = await tx.query(
    `select count(*)::int as arrived, coalesce(max(number), 0)::int as number
     from sample_arrival where block_id = $1`,
    [block.id],
  );
  return { block, arrived: row?.arrived ?? 0, number: row?.number ?? 0 };
}

async function openBlock(
  tx: EntityManager,
  name: SampleName,
  number: number,
  { blockSize, positions }: BlockPlan,
  { caseId, now, requestId }: Occasion,
): Promise<SampleBlock> {
  const seed = newSeed();
  const block = tx.create(SampleBlock, {
    ...{ id: randomUUID(), ...name, block: number, size: blockSize, positions, seed },
    ...{ algorithm: DRAW_ALGORITHM, drawn: drawPositions(seed, blockSize, positions) },
    openedAt: now,
  });
  await tx.insert(SampleBlock, block as never);
  await appendAudit(tx, {
    caseId,
    at: now,
    actor: SYSTEM,
    action: 'sample.block',
    entity: `sample-block:${block.id}`,
    detail: { ...name, block: number, ...blockDetail(block) },
    requestId,
  });
  return block;
}

/** A block as its audit event tells it: not yet which places are drawn. */
export function blockDetail({ algorithm, size, positions, seed }: SampleBlock) {
  const seedHash = createHash('sha256').update(seed).digest('hex');
  return { algorithm, size, positions, seedHash };
}
