const { extension, is } = require('../helper');

/**
 * No mapping `x = x` where scope does it. An element sees the variables around it without an input, and
 * what a job gives goes up without an output. Needed it is on call activities, which are handed only what
 * they name; on user tasks, where outputs keep a form from overwriting; and where a job gives a variable
 * of the name of one of its inputs.
 */
module.exports = function sameNameMapping() {
  function check(node, reporter) {
    if (!is(node, 'FlowElement') || is(node, 'CallActivity')) return;
    const { inputParameters: inputs = [], outputParameters: outputs = [] } =
      extension(node, 'zeebe:IoMapping') ?? {};
    for (const { target } of inputs.filter(same)) {
      reporter.report(node.id, `Input ${target} is in scope already`);
    }
    const job = extension(node, 'zeebe:TaskDefinition') ?? extension(node, 'zeebe:CalledDecision');
    const hidden = outputs.some(({ target }) => inputs.some((input) => input.target === target));
    if (job && outputs.length > 0 && outputs.every(same) && !hidden) {
      reporter.report(node.id, `Output ${outputs[0].target} goes up by itself`);
    }
  }
  return { check };
};

function same({ source, target }) {
  return source === `=${target}`;
}
