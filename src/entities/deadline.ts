import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeadlineUnit } from '../domain/working-days';

/** What a deadline was computed from, besides its start. */
export interface DeadlineAsked {
  /** days of the rule, before an interruption took some; null with a fixed last day */
  n: number | null;
  /** the fixed last day, `YYYY-MM-DD`; not there in rows of older releases */
  until?: string | null;
  remindBefore: number | null;
  /** hour in Asia/Shanghai; null is the usual one */
  remindAtHour: number | null;
  /** the part of an interrupted period that was over before: instants, or null */
  elapsedFrom: string | null;
  elapsedTo: string | null;
  /** at least so many days are left of it */
  atLeast: number;
}

/** The variable `deadline` as diagrams get it (docs/developers.md, “Deadlines”); date-times in +08:00. */
export interface DeadlineGiven {
  dueAt: string | null;
  dueDate: string | null;
  remindAt: string | null;
  dueTimer: string;
  remindTimer: string;
  never: string;
  days: number | null;
  onExpiry: string | null;
}

/** A period of a case: N working or calendar days from an event, or a fixed day, to 24:00 of the last day. */
@Entity('deadline')
export class Deadline {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int') round!: number;
  @Column('text') key!: string;
  /** null with a fixed last day */
  @Column('int', { nullable: true }) n!: number | null;
  /** WD, CD or DATE */
  @Column('text') unit!: DeadlineUnit;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('timestamptz', { name: 'remind_at', nullable: true }) remindAt!: Date | null;
  /** process instance of the job that computed it, and the job's element */
  @Column('text', { name: 'instance_key', nullable: true }) instanceKey!: string | null;
  @Column('text', { name: 'element_id', nullable: true }) elementId!: string | null;
  /** what it was computed from, to compute it anew; null in rows of older releases */
  @Column('jsonb', { nullable: true }) asked!: DeadlineAsked | null;
  /** what the diagram was handed; null where the diagram is of an older release */
  @Column('jsonb', { nullable: true }) given!: DeadlineGiven | null;
}
