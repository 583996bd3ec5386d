import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An element of the diagram that a case reached, noted with each job. */
@Entity('case_step')
export class CaseStep {
  @PrimaryColumn('text', { name: 'job_key' }) jobKey!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text', { name: 'process_id' }) processId!: string;
  @Column('text', { name: 'element_id' }) elementId!: string;
  @Column('timestamptz') at!: Date;
  /** the instance it happened in: the case's own, or one that it calls */
  @Column('text', { name: 'process_instance_key', nullable: true }) processInstanceKey!:
    | string
    | null;
}
