import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One link of an audit chain; the database refuses to change or delete it (GR-01). */
@Entity('audit_event')
export class AuditEvent {
  @PrimaryColumn('uuid') id!: string;
  /** chain: `case:<id>` or `system` */
  @Column('text') chain!: string;
  @Column('int') seq!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text', { name: 'actor_name' }) actorName!: string;
  @Column('text') organisation!: string;
  @Column('text') action!: string;
  @Column('text') entity!: string;
  @Column('jsonb') detail!: Record<string, unknown>;
  @Column('text', { name: 'request_id' }) requestId!: string;
  @Column('text', { name: 'prev_hash' }) prevHash!: string;
  @Column('text') hash!: string;
  /** how it is hashed: 1 before the database did it itself, 2 since */
  @Column('smallint') format!: number;
  /** the transaction that wrote it; null in format 1 */
  @Column('bigint', { nullable: true }) tx!: string | null;
}
