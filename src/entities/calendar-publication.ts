import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Days of the calendar that an administrator published, with what was shown before. */
@Entity('calendar_publication')
export class CalendarPublication {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') person!: string;
  @Column('text') organisation!: string;
  @Column('text') why!: string;
  @Column('text', { name: 'preview_hash' }) previewHash!: string;
  /** the preview that was confirmed */
  @Column('jsonb') preview!: Record<string, unknown>;
}
