const { extension, is } = require('../helper');

/** Directly after a user task comes `decision.record`, which checks who completed it. */
module.exports = function userTaskRecorded() {
  function check(node, reporter) {
    if (!is(node, 'UserTask')) return;
    const next = (node.outgoing ?? []).map((flow) => flow.targetRef);
    const recording = next.length === 1 && next[0];
    if (!recording || extension(recording, 'zeebe:TaskDefinition')?.type !== 'decision.record') {
      reporter.report(node.id, 'User task must be followed by decision.record');
    } else if (!namesTask(recording, node.id)) {
      reporter.report(recording.id, `Input task must be the id ${node.id}`);
    }
  }
  return { check };
};

function namesTask(recording, id) {
  const inputs = extension(recording, 'zeebe:IoMapping')?.inputParameters ?? [];
  const task = inputs.find((input) => input.target === 'task')?.source ?? '';
  return task.replace(/^=\s*"(.*)"\s*$/, '$1') === id;
}
