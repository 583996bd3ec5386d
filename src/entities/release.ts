import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Plan } from '../domain/plan';

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
  /** Who deployed it; null where a start of the stack did. */
  @Column('text', { name: 'deployed_by', nullable: true }) deployedBy!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  /** The day (`YYYY-MM-DD`, Asia/Shanghai) from which it is in force; null: from its deployment on. */
  @Column('date', { name: 'in_force_from', nullable: true }) inForceFrom!: string | null;
  /** The plan that was shown before. */
  @Column('jsonb', { nullable: true }) plan!: Plan | null;
  /** Since when the engine has it; null while it waits for its day, and for good once it is withdrawn. */
  @Column('timestamptz', { name: 'deployed_at', nullable: true }) deployedAt!: Date | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
}
