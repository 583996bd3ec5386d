import { Column, Entity, PrimaryColumn } from 'typeorm';

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
