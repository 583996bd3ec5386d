import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an outside platform made of a push. */
export type PushState = 'ACCEPTED' | 'REJECTED' | 'UNANSWERED';

/** Something sent to an outside platform: one row a target, key and version, however often sent. */
@Entity('push')
export class Push {
  /** the Idempotency-Key it is sent with, made of target, key and version */
  @PrimaryColumn('text') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') target!: string;
  @Column('text') key!: string;
  @Column('int') version!: number;
  /** fixed when first sent: a repeat sends the same */
  @Column('jsonb') body!: unknown;
  @Column('text', { name: 'body_hash' }) bodyHash!: string;
  @Column('text') state!: PushState;
  @Column('int', { default: 0 }) attempts!: number;
  /** the other side's number for it */
  @Column('text', { nullable: true }) receipt!: string | null;
  /** why it was rejected, in the other side's words */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt!: Date | null;
}
