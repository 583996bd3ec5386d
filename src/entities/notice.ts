import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An in-platform message to an organisation (GR-08). */
@Entity('notice')
export class Notice {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') recipient!: string;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('text') key!: string;
  @Column('text') subject!: string;
  @Column('text') body!: string;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'read_at', nullable: true }) readAt!: Date | null;
}
