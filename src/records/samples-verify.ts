import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../domain/hash-chain';
import { drawPositions, drawSample, populationHash } from '../domain/sampling';
import { Sample, SampleBlock } from '../entities';
import { blockDetail, drawDetail } from './samples';

/** What a repeated draw shows. */
export interface SampleCheck {
  id: string;
  /** kind, period and stratum, for people */
  name: string;
  /** what was drawn, or not yet */
  result: string;
  /** why it does not hold; null: it does */
  fault: string | null;
}

/** Repeats every draw and every block, or the one of an id. */
export async function verifySamples(db: EntityManager, id?: string): Promise<SampleCheck[]> {
  const where = id ? { id } : {};
  const samples = await db.find(Sample, { where, order: { createdAt: 'ASC', id: 'ASC' } });
  const blocks = await db.find(SampleBlock, { where, order: { openedAt: 'ASC', id: 'ASC' } });
  const checks: SampleCheck[] = [];
  for (const sample of samples) checks.push(await checkSample(db, sample));
  for (const block of blocks) checks.push(await checkBlock(db, block));
  return checks;
}

async function checkSample(db: EntityManager, sample: Sample): Promise<SampleCheck> {
  const { id, population, seed, size, drawn } = sample;
  const of = `${drawn ? drawn.length : '-'} of ${population.length}`;
  return { id, name: nameOf(sample), result: of, fault: await fault() };

  async function fault(): Promise<string | null> {
    if (populationHash(population) !== sample.populationHash) return 'population was changed';
    const kept = await noted(db, 'sample.population', `sample:${id}`);
    if (kept?.populationHash !== sample.populationHash) return 'audit trail has another population';
    if (!seed || size === null || !drawn) return null;
    const again = drawSample({ seed, population, size, excluded: sample.excluded ?? [] });
    if (!same(again, drawn)) return 'repeated, the draw gives another result';
    const told = await noted(db, 'sample.drawn', `sample:${id}`);
    return same(told, drawDetail(sample)) ? null : 'audit trail has another draw';
  }
}

async function checkBlock(db: EntityManager, block: SampleBlock): Promise<SampleCheck> {
  const { id, seed, size, positions, drawn } = block;
  const arrivals: { position: number; drawn: boolean }[] = await db.query(
    'select position, drawn from sample_arrival where block_id = $1 order by position',
    [id],
  );
  // places ahead of the arrivals stay untold
  const told = drawn.filter((place) => place <= arrivals.length);
  const of = `${arrivals.length} of ${size} arrived, drawn: ${told.join(', ') || '-'}`;
  return { id, name: `${nameOf(block)} block ${block.block}`, result: of, fault: await fault() };

  async function fault(): Promise<string | null> {
    if (!same(drawPositions(seed, size, positions), drawn))
      return 'repeated, the draw gives other places';
    const event = await noted(db, 'sample.block', `sample-block:${id}`);
    const { kind: _kind, period: _period, stratum: _stratum, block: _block, ...rest } = event ?? {};
    if (!same(rest, blockDetail(block))) return 'audit trail has another block';
    const odd = arrivals.find((a) => a.drawn !== drawn.includes(a.position));
    return odd ? `place ${odd.position} was not treated as drawn` : null;
  }
}

const nameOf = ({ kind, period, stratum }: { kind: string; period: string; stratum: string }) =>
  [kind, period, stratum].filter(Boolean).join(' ');

const same = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** The newest audit event of a kind on an entity, its detail. */
async function noted(
  db: EntityManager,
  action: string,
  entity: string,
): Promise<Record<string, unknown> | undefined> {
  const [row]: { detail: Record<string, unknown> }[] = await db.query(
    'select detail from audit_event where action = $1 and entity = $2 order by at desc limit 1',
    [action, entity],
  );
  return row?.detail;
}
