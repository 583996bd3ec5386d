const { boundByDeployment, extension, is, unknown } = require('../helper');

/**
 * A call activity calls a process of the same release and hands over only what it names. The table
 * that a shared step is to ask (input `table`) exists.
 * Options: `processes` and `decisions`, ids of those there are.
 */
module.exports = function callActivity({ processes, decisions } = {}) {
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
    const table = tableOf(node);
    if (table && unknown(decisions, table)) {
      reporter.report(node.id, `Decision ${table} does not exist`);
    }
  }
  return { check };
};

/** The decision that a literal input `table` names. */
function tableOf(node) {
  const inputs = extension(node, 'zeebe:IoMapping')?.inputParameters ?? [];
  const source = inputs.find(({ target }) => target === 'table')?.source ?? '';
  return /^=\s*"(.*)"\s*$/.exec(source)?.[1];
}
