import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A day on which the calendar differs from the national one, or a year the library lacks. */
@Entity('calendar_day')
export class CalendarDay {
  @PrimaryColumn('date') date!: string;
  @Column('text') kind!: 'WORK' | 'REST';
  @Column('text', { nullable: true }) name!: string | null;
}
