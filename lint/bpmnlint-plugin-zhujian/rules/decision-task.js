const { boundByDeployment, extension, is, listeners, unknown } = require('../helper');

/**
 * A business rule task calls a decision of the same release. Which rows matched the engine tells by itself:
 * no listener has to ask again.
 * Options: `decisions`, ids of the decisions there are.
 */
module.exports = function decisionTask({ decisions } = {}) {
  function check(node, reporter) {
    if (!is(node, 'BusinessRuleTask')) return;
    const called = extension(node, 'zeebe:CalledDecision');
    if (!called?.decisionId) return reporter.report(node.id, 'Task needs a called decision');
    const problems = {
      [`Decision ${called.decisionId} does not exist`]:
        !isVariable(called.decisionId) && unknown(decisions, called.decisionId),
      'Decision must be bound by bindingType="deployment"': !boundByDeployment(called),
      'Decision needs a result variable': !called.resultVariable,
      'Listener decision.explain is no longer needed': listeners(node, 'end').includes(
        'decision.explain',
      ),
    };
    for (const [message, found] of Object.entries(problems)) {
      if (found) reporter.report(node.id, message);
    }
  }
  return { check };
};

/** A shared step asks the table that its caller names: `=table`. */
function isVariable(decisionId) {
  return /^=\s*[a-z]\w*$/i.test(decisionId);
}
