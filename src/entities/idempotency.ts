import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was taken under an idempotency key: the same again gets the first answer. */
@Entity('idempotency')
export class Idempotency {
  /** kind of act, e.g. `submission`; the same key of another kind is another one */
  @PrimaryColumn('text') kind!: string;
  /** username */
  @PrimaryColumn('text') caller!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'content_hash' }) contentHash!: string;
  /** the case that it made or changed, if any */
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  /** the draft that it made */
  @Column('uuid', { name: 'draft_id', nullable: true }) draftId!: string | null;
  @Column('timestamptz') at!: Date;
}
