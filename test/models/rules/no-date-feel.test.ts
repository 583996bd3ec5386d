import { ext, verify } from './verify';

const timer = (when: string) => `<boundaryEvent id="b" attachedToRef="t">
  <timerEventDefinition id="timer"><timeDate>${when}</timeDate></timerEventDefinition></boundaryEvent>
  <userTask id="t" />`;
const due = (when: string) => `<userTask id="t">${ext(`<zeebe:taskSchedule dueDate="${when}" />`)}
  </userTask>`;
const input = (source: string) =>
  `<serviceTask id="s">${ext(
    `<zeebe:ioMapping><zeebe:input source="${source}" target="x" /></zeebe:ioMapping>`,
  )}</serviceTask>`;

verify('no-date-feel', [
  { it: 'accepts an instant of deadline.compute', xml: timer('=gcDeadline.dueTimer') },
  { it: 'accepts a word that only looks like it', xml: input('=&quot;today (now())&quot;') },
  {
    it: 'refuses a timer that is worked out',
    xml: timer('=date and time(dueAt)'),
    reports: [['b', 'Calculates with dates: =date and time(dueAt)']],
  },
  {
    it: 'refuses a timer that never fires by being far away',
    xml: timer('P36500D'),
    reports: [['b', 'Calculates with dates: P36500D']],
  },
  {
    it: 'refuses a due date less a second',
    xml: due('=dueAt - duration(&quot;PT1S&quot;)'),
    reports: [['t', 'Calculates with dates: =dueAt - duration("PT1S")']],
  },
  {
    it: 'refuses the time of the engine',
    xml: input('=string(now())'),
    reports: [['s', 'Calculates with dates: =string(now())']],
  },
]);
