import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A deadline that is moved, by a publication of the calendar or because its case goes on under another
 * release: done in the record at once, in the engine soon.
 */
@Entity('deadline_move')
export class DeadlineMove {
  @PrimaryColumn('uuid') id!: string;
  /** the publication that moves it, or else the release */
  @Column('uuid', { name: 'publication_id', nullable: true }) publicationId!: string | null;
  @Column('int', { name: 'release_id', nullable: true }) releaseId!: number | null;
  @Column('uuid', { name: 'deadline_id' }) deadlineId!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('timestamptz', { name: 'from_due' }) fromDue!: Date;
  @Column('timestamptz', { name: 'to_due' }) toDue!: Date;
  @Column('timestamptz', { name: 'from_remind', nullable: true }) fromRemind!: Date | null;
  @Column('timestamptz', { name: 'to_remind', nullable: true }) toRemind!: Date | null;
  @Column('text') state!: 'WAITING' | 'MOVED' | 'LEFT';
  /** why it was left as it was (src/domain/calendar-changes.ts) */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
}
