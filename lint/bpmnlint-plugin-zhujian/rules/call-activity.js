const { boundByDeployment, extension, is, unknown } = require('../helper');

/**
 * A call activity calls a process of the same release and hands over only what it names, its own id
 * as `calledBy` among it: that shows it as passed on the case file.
 * Options: `processes`, ids of the processes there are.
 */
module.exports = function callActivity({ processes } = {}) {
  function check(node, reporter) {
    if (!is(node, 'CallActivity')) return;
    const called = extension(node, 'zeebe:CalledElement');
    if (!called?.processId) return reporter.report(node.id, 'Call activity needs a process');
    if (unknown(processes, called.processId)) {
      reporter.report(node.id, `Process ${called.processId} does not exist`);
    }
    if (!boundByDeployment(called)) {
      reporter.report(node.id, 'Process must be bound by bindingType="deployment"');
    }
    for (const option of ['propagateAllParentVariables', 'propagateAllChildVariables']) {
      if (called[option] !== false) reporter.report(node.id, `${option} must be false`);
    }
    const inputs = extension(node, 'zeebe:IoMapping')?.inputParameters ?? [];
    if (!inputs.some((i) => i.target === 'calledBy' && i.source === `="${node.id}"`)) {
      reporter.report(node.id, `Input calledBy must be ="${node.id}"`);
    }
  }
  return { check };
};
