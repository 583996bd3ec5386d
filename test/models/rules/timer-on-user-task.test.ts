import { verify } from './verify';

const timer = '<timerEventDefinition><timeDate>=due</timeDate></timerEventDefinition>';
const boundary = (task: string, attributes = '') => `
  <${task} id="t" /><boundaryEvent id="b" attachedToRef="t" ${attributes}>${timer}</boundaryEvent>`;
const eventSubProcess = (attributes: string) => `
  <subProcess id="s" triggeredByEvent="true">
    <startEvent id="b" ${attributes}>${timer}</startEvent>
  </subProcess>`;

verify('timer-on-user-task', [
  { it: 'accepts a deadline of a user task', xml: boundary('userTask') },
  { it: 'accepts a reminder', xml: boundary('callActivity', 'cancelActivity="false"') },
  { it: 'accepts a reminding event sub-process', xml: eventSubProcess('isInterrupting="false"') },
  {
    it: 'refuses a deadline round a sub-process',
    xml: boundary('subProcess'),
    reports: [['b', 'Interrupting timer must sit on a user task']],
  },
  {
    it: 'refuses an interrupting event sub-process',
    xml: eventSubProcess(''),
    reports: [['b', 'Timer of an event sub-process must not interrupt']],
  },
]);
