import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A version of what stands in a library (库); the current one has no end. */
@Entity('library_entry')
export class LibraryEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') library!: string;
  @Column('text') kind!: string;
  @Column('text', { name: 'natural_key' }) naturalKey!: string;
  @Column('int') version!: number;
  @Column('text') status!: string;
  @Column('text', { array: true, default: () => "'{}'" }) marks!: string[];
  @Column('jsonb') data!: Record<string, unknown>;
  @Column('jsonb', { default: {} }) secrets!: Record<string, string>;
  /** numbers of the people whose ID numbers it holds, by field (src/records/people.ts); null: not known yet */
  @Column('jsonb', { nullable: true }) people!: Record<string, string> | null;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  /** the case that changed the entry, where another one wrote it */
  @Column('uuid', { name: 'amended_by', nullable: true }) amendedBy!: string | null;
  /** the organisation whose entry it is now (src/records/library.ts) */
  @Column('text', { nullable: true }) holder!: string | null;
  /** since when it is to be seen; null: since it stands here */
  @Column('timestamptz', { nullable: true }) starts!: Date | null;
  /** the first instant at which it is seen and counted no more; null: without an end */
  @Column('timestamptz', { nullable: true }) until!: Date | null;
  @Column('timestamptz', { name: 'valid_from' }) validFrom!: Date;
  @Column('timestamptz', { name: 'valid_to', nullable: true }) validTo!: Date | null;
}
