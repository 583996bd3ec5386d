import { verify } from './verify';

const start = (message: string) =>
  `<startEvent id="s"><messageEventDefinition messageRef="${message}" /></startEvent>`;
const options = { messages: ['case.corrected'] };

verify('message-name', [
  { it: 'accepts the start message', xml: start('m2'), options },
  { it: 'accepts a listed message', xml: '<receiveTask id="r" messageRef="m1" />', options },
  {
    it: 'accepts what another case sends to start it',
    xml: start('m5'),
    options: { messages: ['p.lead'] },
  },
  {
    it: 'refuses a start message of its own that nobody lists',
    xml: start('m5'),
    options,
    reports: [['s', 'Start message must be p.submitted']],
  },
  {
    it: 'refuses another start message',
    xml: start('m1'),
    options,
    reports: [['s', 'Start message must be p.submitted']],
  },
  {
    it: 'refuses a message nobody publishes',
    xml: '<receiveTask id="r" messageRef="m3" />',
    options,
    reports: [['r', 'Message stray is not known']],
  },
]);
