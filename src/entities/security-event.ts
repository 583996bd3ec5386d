import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody did, or tried, who was not entitled to it. */
@Entity('security_event')
export class SecurityEvent {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') person!: string;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('text') code!: string;
  @Column('jsonb') detail!: Record<string, unknown>;
  /** how often within a minute */
  @Column('int', { default: 1 }) times!: number;
}
