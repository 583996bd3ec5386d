import { ext, verify } from './verify';

const steps = (type: string, task: string) => `
  <userTask id="t"><outgoing>f</outgoing></userTask>
  <serviceTask id="s"><incoming>f</incoming>${ext(
    `<zeebe:taskDefinition type="${type}" />
     <zeebe:ioMapping><zeebe:input source="${task}" target="task" /></zeebe:ioMapping>`,
  )}</serviceTask>
  <sequenceFlow id="f" sourceRef="t" targetRef="s" />`;

verify('user-task-recorded', [
  { it: 'accepts a recording', xml: steps('decision.record', '=&quot;t&quot;') },
  {
    it: 'refuses another job',
    xml: steps('notify', '=&quot;t&quot;'),
    reports: [['t', 'User task must be followed by decision.record']],
  },
  {
    it: 'refuses the recording of another task',
    xml: steps('decision.record', '=&quot;other&quot;'),
    reports: [['s', 'Input task must be the id t']],
  },
]);
