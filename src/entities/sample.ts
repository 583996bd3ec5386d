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
