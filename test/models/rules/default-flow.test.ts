import { verify } from './verify';

const gateway = (attributes: string, condition: string) => `
  <exclusiveGateway id="g" ${attributes}><outgoing>a</outgoing><outgoing>b</outgoing></exclusiveGateway>
  <task id="t1" /><task id="t2" />
  <sequenceFlow id="a" sourceRef="g" targetRef="t1">${condition}</sequenceFlow>
  <sequenceFlow id="b" sourceRef="g" targetRef="t2" />`;
const condition = '<conditionExpression>=ok</conditionExpression>';

verify('default-flow', [
  { it: 'accepts a default and a condition', xml: gateway('default="b"', condition) },
  {
    it: 'refuses a gateway without a default flow',
    xml: gateway('', condition),
    reports: [
      ['g', 'Gateway needs a default flow'],
      ['b', 'Flow needs a condition'],
    ],
  },
  {
    it: 'refuses a flow without a condition',
    xml: gateway('default="b"', ''),
    reports: [['a', 'Flow needs a condition']],
  },
]);
