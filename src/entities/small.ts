import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The stored result of a job: a job delivered twice takes effect once. */
@Entity('job_effect')
export class JobEffect {
  @PrimaryColumn('text', { name: 'job_key' }) jobKey!: string;
  @Column('text') type!: string;
  @Column('jsonb') result!: Record<string, unknown>;
  @Column('timestamptz') at!: Date;
}

/** An in-platform message to an organisation (GR-08). */
@Entity('notice')
export class Notice {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') recipient!: string;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('text') key!: string;
  @Column('text') subject!: string;
  @Column('text') body!: string;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'read_at', nullable: true }) readAt!: Date | null;
}

/** An act by somebody who was not entitled to it. */
@Entity('security_event')
export class SecurityEvent {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') person!: string;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('text') code!: string;
  @Column('jsonb') detail!: Record<string, unknown>;
}

/** One deployment of all models: the rules as they stood, for the cases that began under them. */
@Entity('release')
export class Release {
  @PrimaryColumn('int', { generated: 'increment' }) id!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'content_hash' }) contentHash!: string;
  @Column('jsonb') resources!: { name: string; content: string }[];
  /** process definition key → process id */
  @Column('jsonb') processes!: Record<string, string>;
  /** decision id → decision key */
  @Column('jsonb') decisions!: Record<string, string>;
}

/** The clock of tests and demo; absent or null: real time. */
@Entity('clock')
export class ClockPin {
  @PrimaryColumn('int') id!: number;
  @Column('timestamptz', { name: 'pinned_at', nullable: true }) pinnedAt!: Date | null;
}

/** A day on which the calendar differs from the national one, or a year the library lacks. */
@Entity('calendar_day')
export class CalendarDay {
  @PrimaryColumn('date') date!: string;
  @Column('text') kind!: 'WORK' | 'REST';
  @Column('text', { nullable: true }) name!: string | null;
}

/** An answer already given to an idempotency key of a caller. */
@Entity('idempotency')
export class Idempotency {
  @PrimaryColumn('text') caller!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'content_hash' }) contentHash!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
}
