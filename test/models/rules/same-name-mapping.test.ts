import { ext, verify } from './verify';

const io = (inputs: [string, string][], outputs: [string, string][]) =>
  `<zeebe:ioMapping>${[
    ...inputs.map(([source, target]) => `<zeebe:input source="${source}" target="${target}" />`),
    ...outputs.map(([source, target]) => `<zeebe:output source="${source}" target="${target}" />`),
  ].join('')}</zeebe:ioMapping>`;
const job = (inputs: [string, string][], outputs: [string, string][]) =>
  `<serviceTask id="s">${ext(`<zeebe:taskDefinition type="a" />${io(inputs, outputs)}`)}</serviceTask>`;

verify('same-name-mapping', [
  { it: 'accepts other names', xml: job([['=intake.a', 'a']], [['=b', 'c']]) },
  {
    it: 'accepts one of several that keeps the rest back',
    xml: job(
      [],
      [
        ['=a', 'a'],
        ['=b', 'c'],
      ],
    ),
  },
  { it: 'accepts an output that an input hides', xml: job([['=1', 'a']], [['=a', 'a']]) },
  {
    it: 'accepts what a call hands over and takes back',
    xml: `<callActivity id="c">${ext(io([['=caseId', 'caseId']], [['=a', 'a']]))}</callActivity>`,
  },
  {
    it: 'accepts what a user task takes from its form',
    xml: `<userTask id="t">${ext(io([], [['=a', 'a']]))}</userTask>`,
  },
  {
    it: 'refuses an input that is there',
    xml: job([['=caseId', 'caseId']], []),
    reports: [['s', 'Input caseId is in scope already']],
  },
  {
    it: 'refuses an output that goes up',
    xml: job([], [['=a', 'a']]),
    reports: [['s', 'Output a goes up by itself']],
  },
]);
