import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An answer already given to an idempotency key of a caller. */
@Entity('idempotency')
export class Idempotency {
  @PrimaryColumn('text') caller!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text', { name: 'content_hash' }) contentHash!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
}
