const { extension, is } = require('../helper');

/** `case.set-status` sends its own message: no `notify` directly before or behind it. */
module.exports = function statusWithMessage() {
  function check(node, reporter) {
    if (jobOf(node) !== 'case.set-status') return;
    const before = (node.incoming ?? []).map((flow) => flow.sourceRef);
    const behind = (node.outgoing ?? []).map((flow) => flow.targetRef);
    for (const neighbour of [...before, ...behind]) {
      if (jobOf(neighbour) === 'notify' && sameCase(node, neighbour)) {
        reporter.report(neighbour.id, `Message belongs to ${node.id} (inputs message, recipients)`);
      }
    }
  }
  return { check };
};

function jobOf(node) {
  return node && is(node, 'FlowNode') ? extension(node, 'zeebe:TaskDefinition')?.type : undefined;
}

/** Both are about the case whose process this is, or about the same other one. */
function sameCase(one, other) {
  return caseOf(one) === caseOf(other);
}

function caseOf(node) {
  const inputs = extension(node, 'zeebe:IoMapping')?.inputParameters ?? [];
  return inputs.find(({ target }) => target === 'caseId')?.source ?? '=caseId';
}
