import { refused, testDecision } from '../../harness/decisions';
import { PROJECT } from './entry';

testDecision('cq-complaint-intake-checks', [
  [
    '[CQ-07] a project',
    { data: { projectNo: PROJECT }, refs: { projectNo: { 'project-number': { valid: true } } } },
    refused(),
  ],
  [
    '[CQ-07] none',
    { data: { projectNo: '' }, refs: { projectNo: { 'project-number': { valid: false } } } },
    refused(),
  ],
  [
    '[CQ-07][CQ-E018] a number that is none',
    { data: { projectNo: '5001' }, refs: { projectNo: { 'project-number': { valid: false } } } },
    refused('CQ-E018'),
  ],
]);
