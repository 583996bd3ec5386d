import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A numbered document issued on a case, e.g. an urging notice. */
@Entity('issued_document')
export class IssuedDocument {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int') round!: number;
  @Column('text') kind!: string;
  @Column('text') issuer!: string;
  @Column('int') year!: number;
  /** running number of this issuer, kind and year */
  @Column('int') sequence!: number;
  @Column('text') number!: string;
  @Column('text') title!: string;
  @Column('text') status!: string;
  @Column('jsonb') content!: Record<string, unknown>;
  @Column('text') sha256!: string;
  @Column('text', { nullable: true }) reply!: string | null;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt!: Date;
  @Column('timestamptz', { name: 'replied_at', nullable: true }) repliedAt!: Date | null;
}
