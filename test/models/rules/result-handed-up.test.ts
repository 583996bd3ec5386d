import { ext, verify } from './verify';

const called = '<zeebe:calledDecision decisionId="d" resultVariable="routing" />';
const outputs = (...names: [string, string][]) =>
  `<zeebe:ioMapping>${names
    .map(([source, target]) => `<zeebe:output source="${source}" target="${target}" />`)
    .join('')}</zeebe:ioMapping>`;
const rule = (...names: [string, string][]) =>
  `<businessRuleTask id="r">${ext(called + (names.length > 0 ? outputs(...names) : ''))}</businessRuleTask>`;
const read = (source: string) => `<serviceTask id="s">${ext(outputs([source, 'x']))}</serviceTask>`;
const message = 'Result routing is read by s, but its output mappings do not hand it up';

verify('result-handed-up', [
  { it: 'accepts a rule task without outputs', xml: rule() + read('=routing.level') },
  {
    it: 'accepts one that hands its result up beside',
    xml: rule(['=routing.days', 'days'], ['=routing', 'routing']) + read('=routing.level'),
  },
  {
    it: 'accepts one whose result nobody reads',
    xml: rule(['=routing.days', 'days']) + read('=my.routing + &quot;routing&quot;'),
  },
  {
    it: 'refuses a result that is read and kept back',
    xml: rule(['=routing.days', 'days']) + read('=if routing.level = 1 then 2 else 3'),
    reports: [['r', message]],
  },
  {
    it: 'refuses it also where it is read in a subprocess',
    xml: `${rule(['=routing.days', 'days'])}<subProcess id="sub">${read('=routing')}</subProcess>`,
    reports: [['r', message]],
  },
]);
