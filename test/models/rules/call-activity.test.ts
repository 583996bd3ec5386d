import { ext, verify } from './verify';

const call = (attributes: string, table = '=&quot;limits&quot;') =>
  `<callActivity id="c">${ext(
    `<zeebe:calledElement ${attributes} /><zeebe:ioMapping>
       <zeebe:input source="${table}" target="table" /></zeebe:ioMapping>`,
  )}</callActivity>`;
const own = 'propagateAllParentVariables="false" propagateAllChildVariables="false"';
const options = { processes: ['review'], decisions: ['limits'] };

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
    it: 'accepts a table that its own caller names',
    xml: call(`processId="review" bindingType="deployment" ${own}`, '=table'),
    options,
  },
  {
    it: 'refuses a table that does not exist',
    xml: call(`processId="review" bindingType="deployment" ${own}`, '=&quot;none&quot;'),
    options,
    reports: [['c', 'Decision none does not exist']],
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
