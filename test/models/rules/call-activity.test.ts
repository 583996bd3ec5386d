import { ext, verify } from './verify';

const call = (attributes: string, calledBy = 'c') =>
  `<callActivity id="c">${ext(
    `<zeebe:calledElement ${attributes} /><zeebe:ioMapping>
       <zeebe:input source="=&quot;${calledBy}&quot;" target="calledBy" /></zeebe:ioMapping>`,
  )}</callActivity>`;
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
    it: 'refuses to go under the name of another',
    xml: call(`processId="review" bindingType="deployment" ${own}`, 'd'),
    options,
    reports: [['c', 'Input calledBy must be ="c"']],
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
