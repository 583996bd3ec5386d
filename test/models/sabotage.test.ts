/** Breaks our own models in one place at a time: the lint must see each. */
import { type Resource, readResources } from '../../src/models/read';
import { isFault } from '../../src/tools/models/finding';
import { lintResources } from '../../src/tools/models/lint-models';
import { root, workerInfos } from './own-models';

const breakages: [what: string, ext: string, find: RegExp, replace: string, rule: string][] = [
  [
    'form bound to the latest',
    'bpmn',
    /(formId="[^"]+") bindingType="deployment"/,
    '$1',
    'user-task-form',
  ],
  ['unknown decision', 'bpmn', /decisionId="[^="]+"/, 'decisionId="none"', 'decision-task'],
  ['unknown process', 'bpmn', /processId="[^"]+"/, 'processId="none"', 'call-activity'],
  ['unknown job type', 'bpmn', /type="case\.set-status"/, 'type="case.forget"', 'job-type'],
  ['no default flow', 'bpmn', / default="[^"]+"/, '', 'default-flow'],
  ['no retries', 'bpmn', / retries="\d+"/, '', 'job-type'],
  ['no candidate group', 'bpmn', /candidateGroups="[^"]+"/, '', 'user-task-assignment'],
  ['unknown property', 'bpmn', /name="startForm"/, 'name="startFrom"', 'process-properties'],
  ['unrecorded act', 'bpmn', /type="decision\.record"/, 'type="notify"', 'user-task-recorded'],
  ['unprepared task', 'bpmn', /type="task\.prepare"/, 'type="notify"', 'user-task-prepared'],
  [
    'result that is not emptied',
    'bpmn',
    /source="=null"( target="\w+Decision")/,
    'source="=outcome"$1',
    'user-task-recorded',
  ],
  [
    'a person named in a form whom nobody can replace',
    'bpmn',
    /<zeebe:property name="named" value="\w+" \/>/,
    '',
    'wait-has-way-out',
  ],
  ['void act that leads on', 'bpmn', /\.valid = false/, '.valid = true', 'user-task-recorded'],
  [
    'decision asked again by a listener',
    'bpmn',
    /(<zeebe:calledDecision [^>]*>)/,
    '$1<zeebe:executionListeners><zeebe:executionListener eventType="end" type="decision.explain" retries="5" /></zeebe:executionListeners>',
    'decision-task',
  ],
  [
    'message beside its status',
    'bpmn',
    /type="document\.issue"/,
    'type="notify"',
    'status-with-message',
  ],
  [
    'deadline worked out in a diagram',
    'bpmn',
    /(timeDate [^>]*>)=\w+\.dueTimer/,
    '$1=now() + duration("P5D")',
    'no-date-feel',
  ],
  [
    'mapping of what is in scope',
    'bpmn',
    /(<zeebe:taskDefinition type="case\.set-status" retries="5" \/>\s*<zeebe:ioMapping>)/,
    '$1<zeebe:input source="=caseId" target="caseId" />',
    'same-name-mapping',
  ],
  [
    'intake taken apart',
    'bpmn',
    /(<bpmn:startEvent [^>]*>)/,
    '$1<bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=places" target="places" /></zeebe:ioMapping></bpmn:extensionElements>',
    'start-event',
  ],
  [
    'unknown table',
    'bpmn',
    /source="=&quot;(zj|cq)-deadlines/,
    'source="=&quot;none',
    'call-activity',
  ],
  [
    'table asked by no name',
    'bpmn',
    /decisionId="=table"/,
    'decisionId="=table.name"',
    'decision-task',
  ],
  ['English name', 'bpmn', /(<bpmn:userTask [^>]*name=")[^"]*"/, '$1Review"', 'chinese-name'],
  ['twice the same row', 'dmn', /(<rule [\s\S]*?<\/rule>)/, '$1$1', 'rule-id'],
  ['unknown reference', 'form', /"ref": *"[^"]+"/, '"ref": "somewhere"', 'zhujian'],
];

let intact: Resource[];
beforeAll(async () => {
  intact = await readResources(root);
});

describe('[check-18] the lint sees', () => {
  test.each(breakages)('%s', async (_, ext, find, replace, rule) => {
    const victim = intact.find(
      ({ name, content }) => name.endsWith(ext) && find.test(String(content)),
    );
    const content = String(victim?.content).replace(find, replace);
    const others = intact.filter((one) => one !== victim && !one.name.endsWith('.bpmn'));
    const resources = [...others, { name: victim?.name ?? '', content }];
    const faults = await lintResources(root, resources, workerInfos).catch(unreadable);
    expect(faults.filter(isFault).map((fault) => fault.rule.split('/').at(-1))).toContain(rule);
  });
});

/** Some breakages, such as an id used twice, stop the parser already. */
function unreadable(error: Error) {
  const rule = /duplicate ID/i.test(error.message) ? 'rule-id' : 'unreadable';
  return [{ file: '', element: '', severity: 'error' as const, rule, message: error.message }];
}
