import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of what is published. */
export interface PublicLine {
  group?: string;
  label: string;
  value: string;
  /** the search finds it */
  searched?: true;
}

/** What everyone may read of a case; never personal data. */
@Entity('publicity')
export class Publicity {
  /** number of the public page, unlike that of the case */
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int') round!: number;
  @Column('text', { name: 'process_id' }) processId!: string;
  /** number of the case, which people quote */
  @Column('text') number!: string;
  /** what the case is about, e.g. a project number */
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('text') title!: string;
  /** organisation that confirmed what is published */
  @Column('text') authority!: string;
  @Column('jsonb') content!: PublicLine[];
  @Column('timestamptz') starts!: Date;
  /** first instant after the period; null: it has no end */
  @Column('timestamptz', { nullable: true }) ends!: Date | null;
  /** the first instant at which nobody sees it any more, whatever its state; null: without an end */
  @Column('timestamptz', { nullable: true }) until!: Date | null;
  /** the entry of a library that it shows (`<kind>:<key>`); null: what its case publishes of itself */
  @Column('text', { nullable: true }) record!: string | null;
  @Column('timestamptz', { name: 'stored_at', nullable: true }) storedAt!: Date | null;
  @Column('text') state!: PublicityState;
  /** since when it is suspended; null while it is not */
  @Column('timestamptz', { name: 'suspended_at', nullable: true }) suspendedAt!: Date | null;
  /** what the search compares */
  @Column('text') search!: string;
  /** which form of the search that is (src/records/search.ts) */
  @Column('int', { name: 'search_form' }) searchForm!: number;
  /** what the search looks up (src/domain/grams.ts) */
  @Column('text', { array: true }) grams!: string[];
}

/** Steps of a publicity: running, interrupted, over, stored for good, taken back. */
export type PublicityState = 'OPEN' | 'SUSPENDED' | 'DONE' | 'STORED' | 'WITHDRAWN';
