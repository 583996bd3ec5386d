import { verify } from './verify';

verify('meaningful-id', [
  {
    it: 'accepts ids one can read',
    xml: '<task id="Task_Confirm" /><task id="Activity_confirm" />',
  },
  {
    it: 'refuses ids that Modeler made up',
    xml: '<task id="Activity_0x1k2l3" />',
    reports: [['Activity_0x1k2l3', 'Element needs a meaningful id']],
  },
]);
