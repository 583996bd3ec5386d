import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was judged: a submission, an act, or a case that a job examined again. */
export type JudgementKind = 'SUBMISSION' | 'ACT' | 'CHECK';

/** What a decision said, and by which rows, also of decisions that it rests on. */
export interface Said {
  decision: string;
  output: unknown;
  rules: { decision: string; rule: string }[];
}

/** Facts as decisions of a release were told them, personal data masked, and what these said (ADR 24). */
@Entity('judgement')
export class Judgement {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') kind!: JudgementKind;
  /** of a check the decision, else the processes whose decisions were asked, in order */
  @Column('text', { array: true }) asked!: string[];
  /** null where a submission was refused before there was a case */
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('int') round!: number;
  @Column('text', { name: 'process_id' }) processId!: string;
  @Column('text') flow!: string;
  @Column('int', { name: 'release_id' }) releaseId!: number;
  @Column('boolean') refused!: boolean;
  @Column('jsonb') facts!: Record<string, unknown>;
  @Column('jsonb') said!: Said[];
}
