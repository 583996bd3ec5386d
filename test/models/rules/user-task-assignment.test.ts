import { ext, verify } from './verify';

const task = (content: string) => `<userTask id="t">${ext(content)}</userTask>`;
const act = '<zeebe:properties><zeebe:property name="act" value="review" /></zeebe:properties>';

verify('user-task-assignment', [
  {
    it: 'accepts a group and an act',
    xml: task(`<zeebe:assignmentDefinition candidateGroups="=[group]" />${act}`),
  },
  {
    it: 'refuses a task for a person, without group and act',
    xml: task('<zeebe:assignmentDefinition assignee="somebody" />'),
    reports: [
      ['t', 'User task needs candidate groups'],
      ['t', 'User task must not be assigned to a person'],
      ['t', 'User task needs the property act'],
    ],
  },
]);
