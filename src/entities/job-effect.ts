import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The stored result of a job: a job delivered twice takes effect once. */
@Entity('job_effect')
export class JobEffect {
  @PrimaryColumn('text', { name: 'job_key' }) jobKey!: string;
  @Column('text') type!: string;
  @Column('jsonb') result!: Record<string, unknown>;
  @Column('timestamptz') at!: Date;
}
