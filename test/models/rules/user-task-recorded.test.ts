import { ext, verify } from './verify';

interface Parts {
  listener?: string;
  properties?: string;
  output?: string;
  condition?: string;
  back?: string;
}

const step = ({
  listener = 'decision.record',
  properties = '<zeebe:property name="result" value="r" />',
  output = '=null',
  condition = '=r.valid = false',
  back = 'j',
}: Parts) => `
  <exclusiveGateway id="j"><incoming>again</incoming><outgoing>in</outgoing></exclusiveGateway>
  <sequenceFlow id="in" sourceRef="j" targetRef="t" />
  <userTask id="t">${ext(`
    <zeebe:properties>${properties}</zeebe:properties>
    <zeebe:executionListeners>
      <zeebe:executionListener eventType="end" type="${listener}" />
    </zeebe:executionListeners>
    <zeebe:ioMapping><zeebe:output source="${output}" target="r" /></zeebe:ioMapping>`)}
    <incoming>in</incoming><outgoing>f</outgoing></userTask>
  <exclusiveGateway id="g"><incoming>f</incoming><outgoing>again</outgoing></exclusiveGateway>
  <sequenceFlow id="f" sourceRef="t" targetRef="g" />
  <sequenceFlow id="again" sourceRef="g" targetRef="${back}">
    <conditionExpression>${condition}</conditionExpression></sequenceFlow>
  <endEvent id="e" />`;

verify('user-task-recorded', [
  { it: 'accepts a task that is recorded, emptied and offered again', xml: step({}) },
  { it: 'accepts a way straight back', xml: step({ back: 't' }) },
  {
    it: 'refuses another listener',
    xml: step({ listener: 'notify' }),
    reports: [['t', 'User task needs the end listener decision.record']],
  },
  {
    it: 'refuses a task whose result has no name',
    xml: step({ properties: '' }),
    reports: [['t', 'User task needs the property result']],
  },
  {
    it: 'refuses a result that what the form gave could fill',
    xml: step({ output: '=outcome' }),
    reports: [['t', 'Output r must be =null']],
  },
  {
    it: 'refuses a property given that no output fills',
    xml: step({
      properties:
        '<zeebe:property name="result" value="r" /><zeebe:property name="given" value="x" />',
    }),
    reports: [['t', 'Output x is missing, which property given names']],
  },
  {
    it: 'refuses a gateway that does not ask whether the act is valid',
    xml: step({ condition: '=other.valid = false' }),
    reports: [['t', 'Gateway behind must ask r.valid = false']],
  },
  {
    it: 'refuses a void act that leads on',
    xml: step({ back: 'e' }),
    reports: [['t', 'Gateway behind must ask r.valid = false']],
  },
]);
