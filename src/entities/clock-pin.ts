import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The clock of tests and demo; absent or null: real time. */
@Entity('clock')
export class ClockPin {
  @PrimaryColumn('int') id!: number;
  @Column('timestamptz', { name: 'pinned_at', nullable: true }) pinnedAt!: Date | null;
}
