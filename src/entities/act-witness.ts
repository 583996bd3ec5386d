import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody's completion of a task, as one of our doors saw it before it was passed on to the engine. */
@Entity('act_witness')
export class ActWitness {
  /** travels with the completion, and so binds what the engine tells to what was seen here */
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'user_task_key' }) userTaskKey!: string;
  /** username, from our own session or token */
  @Column('text') person!: string;
  @Column('timestamptz') at!: Date;
  @Column('text', { name: 'request_id' }) requestId!: string;
}
