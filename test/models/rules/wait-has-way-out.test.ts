import { type Resource, readResources } from '../../../src/models/read';
import { isFault } from '../../../src/tools/models/finding';
import { lintDiagrams } from '../../../src/tools/models/lint-models';
import { root, workerInfos } from '../own-models';
import { ext, verify } from './verify';

/** `case.corrected` (m1) is sent by the cases of another process. */
const sent = { unsent: { 'case.corrected': ['other'] } };
const never: [string, string] = [
  'w',
  'case.corrected never comes once an administrator has ended the case that sends it: let other wait for case.terminated and send it then, or add a timer that leads on',
];
const caught = `<intermediateCatchEvent id="w"><incoming>g1</incoming>
  <messageEventDefinition id="md" messageRef="m1" /></intermediateCatchEvent>`;
const gateway = (
  beside: string,
) => `<eventBasedGateway id="g"><outgoing>g1</outgoing><outgoing>g2</outgoing></eventBasedGateway>
  <sequenceFlow id="g1" sourceRef="g" targetRef="w" /><sequenceFlow id="g2" sourceRef="g" targetRef="x" />
  ${caught}<intermediateCatchEvent id="x"><incoming>g2</incoming>${beside}</intermediateCatchEvent>`;

const inCall = (event: string) =>
  `<process id="item"><userTask id="t" /><boundaryEvent id="b" attachedToRef="t">${event}</boundaryEvent></process>`;

const options = { naming: { choose: ['inspectors'] }, waiting: ['sign'] };

/** Somebody names people, each of whom signs. */
const naming = `<userTask id="choose">${ext(
  `<zeebe:formDefinition formId="choose" /><zeebe:ioMapping><zeebe:output source="=inspectors" target="people" /></zeebe:ioMapping>`,
)}</userTask>`;
const each = (inner: string) => `${naming}<subProcess id="sub">
  <multiInstanceLoopCharacteristics>${ext(
    '<zeebe:loopCharacteristics inputCollection="=people" inputElement="person" />',
  )}</multiInstanceLoopCharacteristics>${inner}</subProcess>`;

interface Signing {
  inputs?: string;
  given?: string;
  named?: string;
  assignment?: string;
}
const signing = ({
  inputs = '<zeebe:input source="=person.account" target="account" />',
  given = '{who: account}',
  named = '',
  assignment = 'candidateGroups="=[taskGroup]"',
}: Signing = {}) =>
  `<userTask id="t">${ext(`
  <zeebe:assignmentDefinition ${assignment} />
  <zeebe:ioMapping>${inputs}<zeebe:output source="=${given}" target="signGiven" /></zeebe:ioMapping>
  <zeebe:properties>
    <zeebe:property name="given" value="signGiven" />
    ${named && `<zeebe:property name="named" value="${named}" />`}
  </zeebe:properties>`)}</userTask>`;
const leading = (cancel: string) => `<boundaryEvent id="b" attachedToRef="t" ${cancel}>
  <outgoing>f</outgoing><timerEventDefinition id="td" /></boundaryEvent>
  <endEvent id="e"><incoming>f</incoming></endEvent>
  <sequenceFlow id="f" sourceRef="b" targetRef="e" />`;
const stuck = (variable: string, input: string): [string, string] => [
  't',
  `Only the person in ${variable}, whom a form names, can do this task, and nobody once that person has left: let it read an input (${input}) and name that by the property named, or add a boundary event that leads on`,
];
const call = (inputs: string) =>
  `${naming}<callActivity id="c">${ext(
    `<zeebe:calledElement processId="sign" /><zeebe:ioMapping>${inputs}</zeebe:ioMapping>`,
  )}</callActivity>`;

verify('wait-has-way-out', [
  {
    it: 'refuses a task that only somebody named in a form can do',
    xml: each(signing()),
    options,
    reports: [stuck('account', 'account')],
  },
  {
    it: 'refuses one that is offered to that person alone',
    xml: each(signing({ given: '{}', assignment: 'candidateUsers="=[person.account]"' })),
    options,
    reports: [stuck('person', 'account')],
  },
  {
    it: 'accepts one whose person an administrator can replace',
    xml: each(signing({ named: 'account' })),
    options,
  },
  {
    it: 'refuses one that goes on reading what the form held',
    xml: each(signing({ named: 'account', given: '{who: person.account}' })),
    options,
    reports: [stuck('person', 'account')],
  },
  {
    it: 'refuses a property that names no input',
    xml: each(signing({ named: 'acount' })),
    options,
    reports: [['t', 'Property named: no input of the task is called acount']],
  },
  {
    it: 'accepts one that is led on by a boundary event, which a mere reminder does not do',
    xml: each(signing() + leading('')),
    options,
  },
  {
    it: 'refuses one with a mere reminder',
    xml: each(signing() + leading('cancelActivity="false"')),
    options,
    reports: [stuck('account', 'account')],
  },
  {
    it: 'accepts a task that only shows people, or is for people whom no form names',
    xml: each(signing({ given: '{}' })),
    options,
  },
  {
    it: 'accepts a task for whom no form names',
    xml: signing({ inputs: '<zeebe:input source="=chief" target="account" />' }),
    options,
  },
  {
    it: 'refuses to hand such people to a process that waits, without a way out of the call',
    xml: call('<zeebe:input source="=people" target="signers" />'),
    options,
    reports: [
      [
        'c',
        'sign waits and is handed people whom a form names (signers): add a boundary event that leads on',
      ],
    ],
  },
  {
    it: 'accepts a call that is handed something else',
    xml: call('<zeebe:input source="=caseId" target="caseId" />'),
    options,
  },
  {
    it: 'refuses to wait for what an ended case does not send any more',
    xml: caught.replace('<incoming>g1</incoming>', ''),
    options: sent,
    reports: [never],
  },
  {
    it: 'refuses a task that receives it',
    xml: '<receiveTask id="w" messageRef="m1" />',
    options: sent,
    reports: [never],
  },
  {
    it: 'refuses it beside another message',
    xml: gateway('<messageEventDefinition id="me" messageRef="m3" />'),
    options: sent,
    reports: [never],
  },
  {
    it: 'accepts it beside a timer',
    xml: gateway('<timerEventDefinition id="te" />'),
    options: sent,
  },
  {
    it: 'accepts what every ended case sends, or a door of ours',
    xml: '<receiveTask id="w" messageRef="m1" />',
  },
  {
    it: 'refuses a case in a call that only its caller could cancel',
    xml: inCall(''),
    options: { called: ['item'] },
    reports: [
      [
        't',
        'Its case stands in the process that calls this one and cannot be cancelled alone: add a boundary event for case.terminated',
      ],
    ],
  },
  {
    it: 'accepts one that is ended by message',
    xml: inCall('<messageEventDefinition id="me" messageRef="m4" />'),
    options: { called: ['item'] },
  },
  {
    it: 'accepts a case of its own instance, which is cancelled',
    xml: inCall(''),
  },
]);

describe('[check-18][R8] of our own diagrams', () => {
  let intact: Resource[];
  beforeAll(async () => {
    intact = await readResources(root);
  });

  /** Faults of the rule once part of a diagram is gone. */
  async function without(processId: string, ...gone: RegExp[]): Promise<string[]> {
    const resources = intact.map((one) => {
      if (!one.name.endsWith(`/${processId}.bpmn`)) return one;
      const content = gone.reduce((text, part) => text.replace(part, ''), String(one.content));
      return { ...one, content };
    });
    const faults = (await lintDiagrams(root, resources, workerInfos)).filter(isFault);
    return faults
      .filter(({ rule }) => rule.endsWith('wait-has-way-out'))
      .map(({ file, element }) => `${file.split('/').at(-1)} ${element}`)
      .sort();
  }

  test('an objection that could be ended without a word leaves a publicity suspended', async () => {
    const ending = /<bpmn:subProcess id="Sub_Terminated"[\s\S]*?<\/bpmn:subProcess>/;
    const drawn = /<bpmndi:BPMNShape id="Sub_Terminated_di"[\s\S]*(?=<\/bpmndi:BPMNPlane>)/;
    expect(await without('cq-objection', ending, drawn)).toEqual([
      'common-publicity.bpmn Task_AwaitObjection',
      'cq-key-check-hold.bpmn Event_Concluded',
      'cq-verify-publish-push.bpmn Event_KeyCheckConcluded',
      'cq-verify-publish-push.bpmn Event_ObjectionDecidedMeanwhile',
    ]);
  });

  test('an item of a sample could not be ended at all', async () => {
    const event =
      /<bpmn:messageEventDefinition id="MessageEventDefinition_TerminatedAtRectify"[^>]*>/;
    expect(await without('cq-sampling-item', event)).toEqual([
      'cq-sampling-item.bpmn Task_Rectify',
    ]);
  });
});
