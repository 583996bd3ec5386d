import { verify } from './verify';

const event = (code: string) => `<errorEventDefinition errorRef="${code}" />`;
const end = `<endEvent id="end">${event('e1')}</endEvent>`;
const scope = (code: string) => `
  <subProcess id="s">${end}</subProcess>
  <boundaryEvent id="b" attachedToRef="s">${event(code)}</boundaryEvent>`;

verify('error-caught', [
  { it: 'accepts a boundary event round it', xml: scope('e1') },
  {
    it: 'accepts an event sub-process beside it',
    xml: `${end}<subProcess id="s" triggeredByEvent="true">
      <startEvent id="start">${event('e1')}</startEvent></subProcess>`,
  },
  { it: 'accepts callers that catch it', xml: end, options: { callers: { p: [['E-1'], ['']] } } },
  {
    it: 'refuses one caller that does not',
    xml: end,
    options: { callers: { p: [['E-1'], ['E-2']] } },
    reports: [['end', 'Error E-1 is not caught']],
  },
  {
    it: 'refuses a boundary event for another error',
    xml: scope('e2'),
    reports: [['end', 'Error E-1 is not caught']],
  },
]);
