import { verify } from './verify';

verify('chinese-name', [
  { it: 'accepts Chinese names', xml: '<task id="t" name="审核" /><endEvent id="e" />' },
  {
    it: 'refuses an activity without a name and an English event',
    xml: '<task id="t" /><endEvent id="e" name="done" />',
    reports: [
      ['t', 'Element needs a Chinese name'],
      ['e', 'Element needs a Chinese name'],
    ],
  },
  {
    it: 'refuses a process without a name',
    xml: '<process id="p" />',
    reports: [['p', 'Element needs a Chinese name']],
  },
]);
