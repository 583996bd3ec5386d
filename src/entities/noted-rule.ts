import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A DMN rule that matched where a job itself asked a decision of a case. Those of its diagrams come with
 * the feed; the view `rule_hit` has both.
 */
@Entity('noted_rule')
export class NotedRule {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text', { name: 'element_id' }) elementId!: string;
  @Column('text', { name: 'decision_id' }) decisionId!: string;
  @Column('text', { name: 'decision_name' }) decisionName!: string;
  @Column('text', { name: 'rule_id' }) ruleId!: string;
  @Column('text') annotation!: string;
  @Column('jsonb') inputs!: { label: string; value: string }[];
  @Column('jsonb') outputs!: { label: string; value: string }[];
}
