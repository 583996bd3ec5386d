import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A submission that is not handed in yet; only its organisation sees it. */
@Entity('draft')
export class Draft {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'process_id' }) processId!: string;
  @Column('text') organisation!: string;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('text', { name: 'updated_by' }) updatedBy!: string;
  /** fields of the start form; personal data only masked */
  @Column('jsonb') data!: Record<string, unknown>;
  /** encrypted personal data by field */
  @Column('jsonb') secrets!: Record<string, string>;
  @Column('jsonb') attachments!: { id: string; kind: string }[];
  /** one more with each change */
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}
