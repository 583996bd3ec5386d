const { extension, is } = require('../helper');

/**
 * A process that people or systems submit to does a job of its own before it calls another process:
 * by its first job a case gets to know its instance.
 */
module.exports = function ownStepFirst() {
  function check(node, reporter) {
    if (!is(node, 'Process') || !submitters(node)) return;
    const seen = new Set();
    const next = starts(node);
    for (const at of next) {
      if (seen.has(at) || doesJob(at)) continue;
      seen.add(at);
      if (is(at, 'CallActivity')) reporter.report(at.id, 'Process needs a step of its own before');
      else if (is(at, 'SubProcess')) next.push(...starts(at));
      else next.push(...(at.outgoing ?? []).map((flow) => flow.targetRef));
    }
  }
  return { check };
};

function submitters(process) {
  const properties = extension(process, 'zeebe:Properties')?.properties ?? [];
  return properties.some(({ name, value }) => name === 'submitters' && value);
}

function starts(container) {
  return (container.flowElements ?? []).filter((node) => is(node, 'StartEvent'));
}

/** A user task counts by its start listener; a decision is evaluated by the engine alone. */
function doesJob(node) {
  return ['ServiceTask', 'UserTask'].some((type) => is(node, type));
}
