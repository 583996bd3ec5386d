const { extension, is } = require('../helper');

/**
 * A start event maps nothing: a case begins with `caseId`, `submittedAt` and what its intake decision
 * gave, in one variable `intake`.
 */
module.exports = function startEvent() {
  function check(node, reporter) {
    if (!is(node, 'StartEvent') || !is(node.$parent, 'Process')) return;
    const mapped = extension(node, 'zeebe:IoMapping')?.outputParameters ?? [];
    if (mapped.length > 0) reporter.report(node.id, 'Start event maps nothing: read intake.…');
  }
  return { check };
};
