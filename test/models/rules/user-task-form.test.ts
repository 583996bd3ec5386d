import { ext, verify } from './verify';

const task = (content: string) => `<userTask id="t">${ext(content)}</userTask>`;
const form = '<zeebe:formDefinition formId="review" bindingType="deployment" />';
const options = { forms: ['review'] };

verify('user-task-form', [
  {
    it: 'accepts a native task with a bound form',
    xml: task(`<zeebe:userTask />${form}`),
    options,
  },
  {
    it: 'refuses a job-based task',
    xml: task(form),
    reports: [['t', 'User task must be native (zeebe:userTask)']],
  },
  {
    it: 'refuses a task without a form',
    xml: task('<zeebe:userTask />'),
    reports: [['t', 'User task needs a linked form']],
  },
  {
    it: 'refuses the latest version of a form that does not exist',
    xml: task('<zeebe:userTask /><zeebe:formDefinition formId="other" />'),
    options,
    reports: [
      ['t', 'Form must be bound by bindingType="deployment"'],
      ['t', 'Form other does not exist'],
    ],
  },
]);
