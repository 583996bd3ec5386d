import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One case: what was entered, who takes part, where it stands. */
@Entity('case_file')
export class CaseFile {
  @PrimaryColumn('uuid') id!: string;
  /** number people quote: flow, year, running number */
  @Column('text', { unique: true }) number!: string;
  @Column('text', { name: 'process_id' }) processId!: string;
  @Column('text') flow!: string;
  /** the release of the models this case runs under */
  @Column('int', { name: 'release_id' }) releaseId!: number;
  @Column('text', { name: 'process_instance_key', nullable: true }) processInstanceKey!:
    | string
    | null;
  @Column('text') title!: string;
  @Column('text') status!: string;
  /** why it stands there, in words: what is missing, or the reason of who sent it back */
  @Column('text', { name: 'status_reason', nullable: true }) statusReason!: string | null;
  @Column('int', { default: 1 }) round!: number;
  @Column('text', { array: true, default: () => "'{}'" }) marks!: string[];
  @Column('text', { array: true, default: () => "'{}'" }) flags!: string[];
  /** flag → when the case first got it (ISO 8601, UTC); also one that it has no more */
  @Column('jsonb', { default: {} }) flagged!: Record<string, string>;
  /** role in the case → organisation id */
  @Column('jsonb', { default: {} }) parties!: Record<string, string>;
  /** fields of the start form; personal data only masked */
  @Column('jsonb') data!: Record<string, unknown>;
  /** encrypted personal data by field */
  @Column('jsonb', { default: {} }) secrets!: Record<string, string>;
  /** numbers of the people whose ID numbers were entered, by field (src/records/people.ts); null: not known yet */
  @Column('jsonb', { nullable: true }) people!: Record<string, string> | null;
  @Column('text', { name: 'natural_key', nullable: true }) naturalKey!: string | null;
  /** what the lists find it by (src/records/search.ts); null: not known yet */
  @Column('text', { nullable: true }) search!: string | null;
  /** what several cases are about, e.g. a project number (process property `subject`) */
  @Column('text', { nullable: true }) subject!: string | null;
  /** keys of entries and numbers of cases that it refers to (component property `ref`) */
  @Column('text', { name: 'refers_to', array: true, default: () => "'{}'" }) refersTo!: string[];
  @Column('text', { name: 'applicant_organisation', nullable: true }) applicantOrganisation!:
    | string
    | null;
  @Column('text', { name: 'applicant_user' }) applicantUser!: string;
  /** the applicant may hand in a corrected version now */
  @Column('boolean', { name: 'awaits_correction', default: false }) awaitsCorrection!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
}
