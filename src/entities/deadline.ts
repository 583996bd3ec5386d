import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A period of a case: N working or calendar days from an event to 24:00 of the last day. */
@Entity('deadline')
export class Deadline {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int') round!: number;
  @Column('text') key!: string;
  @Column('int') n!: number;
  @Column('text') unit!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('timestamptz', { name: 'remind_at', nullable: true }) remindAt!: Date | null;
}
