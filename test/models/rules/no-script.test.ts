import { ext, verify } from './verify';

verify('no-script', [
  { it: 'accepts a service task', xml: '<serviceTask id="t" />' },
  {
    it: 'refuses a script task',
    xml: `<scriptTask id="t">${ext('<zeebe:script expression="=1" resultVariable="a" />')}</scriptTask>`,
    reports: [['t', 'Script tasks are not allowed']],
  },
]);
