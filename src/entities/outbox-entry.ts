import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that has to reach the engine; sent at least once, taken exactly once by its id. */
@Entity('outbox')
export class OutboxEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') message!: string;
  @Column('text', { name: 'correlation_key' }) correlationKey!: string;
  @Column('jsonb') variables!: Record<string, unknown>;
  /** how long the engine keeps it for somebody who does not wait for it yet; null: for days */
  @Column('int', { name: 'ttl_seconds', nullable: true }) ttlSeconds!: number | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
}
