import { ext, verify } from './verify';

const options = { jobTypes: ['notify', 'task.prepare'] };
const job = (attributes: string) =>
  `<serviceTask id="t">${ext(`<zeebe:taskDefinition ${attributes} />`)}</serviceTask>`;
const listener = `<userTask id="u">${ext(`<zeebe:executionListeners>
  <zeebe:executionListener eventType="start" type="task.forget" />
</zeebe:executionListeners>`)}</userTask>`;

verify('job-type', [
  { it: 'accepts a known type with retries', xml: job('type="notify" retries="3"'), options },
  {
    it: 'refuses a task without a job',
    xml: '<serviceTask id="t" />',
    reports: [['t', 'Task needs a job type']],
  },
  {
    it: 'refuses an unknown type and missing retries',
    xml: job('type="shout"'),
    options,
    reports: [
      ['t', 'No worker for job type shout'],
      ['t', 'Job shout needs retries'],
    ],
  },
  {
    it: 'looks at listeners too',
    xml: listener,
    options,
    reports: [
      ['u', 'No worker for job type task.forget'],
      ['u', 'Job task.forget needs retries'],
    ],
  },
]);
