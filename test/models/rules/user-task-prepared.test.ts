import { ext, verify } from './verify';

const listener = (eventType: string) =>
  ext(`<zeebe:executionListeners>
    <zeebe:executionListener eventType="${eventType}" type="task.prepare" />
  </zeebe:executionListeners>`);

verify('user-task-prepared', [
  { it: 'accepts the listener', xml: `<userTask id="t">${listener('start')}</userTask>` },
  {
    it: 'refuses it at the end',
    xml: `<userTask id="t">${listener('end')}</userTask>`,
    reports: [['t', 'User task needs the start listener task.prepare']],
  },
]);
