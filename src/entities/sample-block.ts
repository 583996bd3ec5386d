import { Column, Entity, PrimaryColumn } from 'typeorm';

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
