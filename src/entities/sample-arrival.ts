import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An item that arrived; it keeps its number. */
@Entity('sample_arrival')
export class SampleArrival {
  @PrimaryColumn('text') kind!: string;
  @PrimaryColumn('text') item!: string;
  @Column('uuid', { name: 'block_id' }) blockId!: string;
  /** 1, 2, 3 … over all blocks of kind, period and stratum */
  @Column('int') number!: number;
  @Column('int') position!: number;
  @Column('boolean') drawn!: boolean;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId!: string | null;
  @Column('timestamptz', { name: 'arrived_at' }) arrivedAt!: Date;
}
