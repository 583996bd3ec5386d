import { ext, verify } from './verify';

const flow = (from: string, to: string) =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`;
const node = (type: string, id: string, from: string, to = '') =>
  `<${type} id="${id}"><incoming>${from}_${id}</incoming>${to && `<outgoing>${id}_${to}</outgoing>`}</${type}>`;
const start = (to: string) => `<startEvent id="s"><outgoing>s_${to}</outgoing></startEvent>`;

const process = (content: string, submitters = 'enterprise') =>
  `<process id="p" name="流程">${ext(
    `<zeebe:properties><zeebe:property name="submitters" value="${submitters}" /></zeebe:properties>`,
  )}${content}</process>`;

const calledAtOnce = `${start('g')}${flow('s', 'g')}${node('exclusiveGateway', 'g', 's', 'c')}${flow('g', 'c')}${node('callActivity', 'c', 'g')}`;
const jobFirst = `${start('t')}${flow('s', 't')}${node('serviceTask', 't', 's', 'c')}${flow('t', 'c')}${node('callActivity', 'c', 't')}`;
const inside = `<startEvent id="i"><outgoing>i_c</outgoing></startEvent>${flow('i', 'c')}${node('callActivity', 'c', 'i')}`;

const report: [string, string][] = [['c', 'Process needs a step of its own before']];

verify('own-step-first', [
  { it: 'accepts a job before the call', xml: process(jobFirst) },
  { it: 'accepts a process that nobody submits to', xml: calledAtOnce },
  { it: 'refuses a call right after the start', xml: process(calledAtOnce), reports: report },
  {
    it: 'refuses a call that a subprocess begins with',
    xml: process(
      `${start('b')}${flow('s', 'b')}<subProcess id="b"><incoming>s_b</incoming>${inside}</subProcess>`,
    ),
    reports: report,
  },
]);
