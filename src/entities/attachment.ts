import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file handed in; its content lies outside the database under its SHA-256. */
@Entity('attachment')
export class Attachment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('text', { nullable: true }) kind!: string | null;
  @Column('int', { nullable: true }) round!: number | null;
  @Column('text') name!: string;
  @Column('text', { name: 'content_type' }) contentType!: string;
  @Column('int') size!: number;
  @Column('text') sha256!: string;
  @Column('text', { name: 'uploaded_by' }) uploadedBy!: string;
  /** organisation of who uploaded it; without log-in the lookup hash of the address; null: long ago */
  @Column('text', { nullable: true }) owner!: string | null;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt!: Date;
}
