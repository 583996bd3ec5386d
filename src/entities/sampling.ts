import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A draw from a population: all that is needed to repeat it (docs/sampling.md). */
@Entity('sample')
export class Sample {
  @PrimaryColumn('uuid') id!: string;
  /** the case the draw belongs to */
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') kind!: string;
  @Column('text') period!: string;
  @Column('text') stratum!: string;
  @Column('text') algorithm!: string;
  /** what the population was asked by */
  @Column('jsonb') query!: Record<string, unknown>;
  /** case ids, sorted */
  @Column('jsonb') population!: string[];
  @Column('text', { name: 'population_hash' }) populationHash!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('int', { nullable: true }) size!: number | null;
  @Column('jsonb', { nullable: true }) excluded!: string[] | null;
  @Column('text', { nullable: true }) seed!: string | null;
  @Column('jsonb', { nullable: true }) drawn!: string[] | null;
  @Column('timestamptz', { name: 'drawn_at', nullable: true }) drawnAt!: Date | null;
}

/** A block of arrivals; which of its places are drawn is fixed when it opens. */
@Entity('sample_block')
export class SampleBlock {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: string;
  @Column('text') period!: string;
  @Column('text') stratum!: string;
  /** 1, 2, 3 … */
  @Column('int') block!: number;
  @Column('int') size!: number;
  /** how many of its places are drawn */
  @Column('int') positions!: number;
  @Column('text') algorithm!: string;
  @Column('text') seed!: string;
  @Column('jsonb') drawn!: number[];
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
}

/** An item that arrived; it keeps its number. */
@Entity('sample_arrival')
export class SampleArrival {
  @PrimaryColumn('text') kind!: string;
  @PrimaryColumn('text') item!: string;
  @Column('uuid', { name: 'block_id' }) blockId!: string;
  /** 1, 2, 3 … over all blocks of kind, period and stratum */
  @Column('int') number!: number;
  @Column('int') position!: number;
  @Column('boolean') drawn!: boolean;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('timestamptz', { name: 'arrived_at' }) arrivedAt!: Date;
}
