import { ext, verify } from './verify';

const call = (attributes: string) =>
  `<callActivity id="c">${ext(`<zeebe:calledElement ${attributes} />`)}</callActivity>`;
const own = 'propagateAllParentVariables="false" propagateAllChildVariables="false"';
const options = { processes: ['review'] };

verify('call-activity', [
  {
    it: 'accepts a bound process with its own variables',
    xml: call(`processId="review" bindingType="deployment" ${own}`),
    options,
  },
  {
    it: 'refuses a call of nothing',
    xml: '<callActivity id="c" />',
    reports: [['c', 'Call activity needs a process']],
  },
  {
    it: 'refuses the latest version of an unknown process with all variables',
    xml: call('processId="other"'),
    options,
    reports: [
      ['c', 'Process other does not exist'],
      ['c', 'Process must be bound by bindingType="deployment"'],
      ['c', 'propagateAllParentVariables must be false'],
      ['c', 'propagateAllChildVariables must be false'],
    ],
  },
]);
