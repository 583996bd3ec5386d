import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a person decided in a user task; void when that person was not entitled. */
@Entity('decision')
export class Decision {
  /** key of the user task: one decision each */
  @PrimaryColumn('text', { name: 'user_task_key' }) userTaskKey!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int') round!: number;
  @Column('text', { name: 'element_id' }) elementId!: string;
  @Column('text') act!: string;
  @Column('text') outcome!: string;
  @Column('text', { nullable: true }) opinion!: string | null;
  /** what was said of single fields of a submission that was sent back: path of the field, and the remark */
  @Column('jsonb', { default: [] }) objections!: { field: string; remark: string }[];
  @Column('text') person!: string;
  @Column('text', { name: 'person_name' }) personName!: string;
  @Column('text') organisation!: string;
  @Column('timestamptz', { name: 'completed_at' }) completedAt!: Date;
  @Column('boolean') late!: boolean;
  @Column('boolean') valid!: boolean;
  /** codes, separated by commas */
  @Column('text', { name: 'refusal_code', nullable: true }) refusalCode!: string | null;
  @Column('text', { name: 'refusal_text', nullable: true }) refusalText!: string | null;
}
