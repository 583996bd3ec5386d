import { ext, verify } from './verify';

const output = '<zeebe:ioMapping><zeebe:output source="=outcome" target="o" /></zeebe:ioMapping>';

verify('output-mappings', [
  { it: 'accepts a user task with outputs', xml: `<userTask id="t">${ext(output)}</userTask>` },
  { it: 'accepts a job without: what it gives goes up', xml: '<serviceTask id="t" />' },
  {
    it: 'refuses a user task without',
    xml: '<userTask id="t" />',
    reports: [['t', 'User task needs explicit output mappings']],
  },
]);
