/**
 * bpmnlint rules of Zhujian Flow. A rule that has to know what exists elsewhere (job types,
 * decisions, forms, processes) takes it from its options; `src/tools/lint.ts` fills them in.
 * Without options, as in Modeler, such a rule checks only what the diagram itself tells.
 */
const names = [
  'call-activity',
  'chinese-name',
  'decision-task',
  'default-flow',
  'error-caught',
  'job-type',
  'meaningful-id',
  'message-name',
  'no-crossing-flows',
  'no-date-feel',
  'no-script',
  'output-mappings',
  'own-step-first',
  'result-handed-up',
  'same-name-mapping',
  'start-event',
  'status-with-message',
  'timer-on-user-task',
  'user-task-assignment',
  'user-task-form',
  'user-task-prepared',
  'user-task-recorded',
  'wait-has-way-out',
];

/** What is only about looks: a warning, which stops nothing. */
const looks = ['no-crossing-flows'];

const category = (name) => (looks.includes(name) ? 'warn' : 'error');

module.exports = {
  rules: Object.fromEntries(names.map((name) => [name, `./rules/${name}`])),
  configs: {
    recommended: {
      rules: Object.fromEntries(names.map((name) => [`zhujian/${name}`, category(name)])),
    },
  },
};
