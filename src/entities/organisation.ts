import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An authority or an enterprise; its id is also its Keycloak group and Camunda candidate group. */
@Entity('organisation')
export class Organisation {
  @PrimaryColumn('text') id!: string;
  @Column('text') kind!: string;
  @Column('text') level!: string;
  @Column('text', { name: 'region_code', nullable: true }) regionCode!: string | null;
  @Column('text', { name: 'parent_id', nullable: true }) parentId!: string | null;
  /** the organisation that it is a post of: it sees the same cases, and has tasks of its own */
  @Column('text', { name: 'post_of', nullable: true }) postOf!: string | null;
  @Column('text') name!: string;
  @Column('text', { name: 'document_prefix', nullable: true }) documentPrefix!: string | null;
  /** what it is responsible for in its region; one organisation per level, region and duty */
  @Column('text', { array: true, default: () => "'{}'" }) duties!: string[];
}
