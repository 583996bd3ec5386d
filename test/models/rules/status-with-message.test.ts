import { ext, verify } from './verify';

const job = (id: string, type: string, flows: string, caseId = '=caseId') =>
  `<serviceTask id="${id}">${ext(`<zeebe:taskDefinition type="${type}" />
    <zeebe:ioMapping><zeebe:input source="${caseId}" target="caseId" /></zeebe:ioMapping>`)}
    ${flows}</serviceTask>`;
const into = '<incoming>f</incoming>';
const out = '<outgoing>f</outgoing>';
const flow = '<sequenceFlow id="f" sourceRef="a" targetRef="b" />';

verify('status-with-message', [
  {
    it: 'accepts a message on its own',
    xml: job('a', 'document.issue', out) + job('b', 'notify', into) + flow,
  },
  {
    it: 'accepts a message about another case',
    xml: job('a', 'case.set-status', out, '=drawnCase') + job('b', 'notify', into) + flow,
  },
  {
    it: 'refuses a message behind the status it tells of',
    xml: job('a', 'case.set-status', out) + job('b', 'notify', into) + flow,
    reports: [['b', 'Message belongs to a (inputs message, recipients)']],
  },
  {
    it: 'refuses one before it',
    xml: job('a', 'notify', out) + job('b', 'case.set-status', into) + flow,
    reports: [['a', 'Message belongs to b (inputs message, recipients)']],
  },
]);
