const { expressionsOf, extension, is, processOf } = require('../helper');

/**
 * Output mappings of a rule task hide its result: only what they name goes up. What is read of the result
 * elsewhere in the process would be null, and a gateway would take its default way without a word.
 */
module.exports = function resultHandedUp() {
  function check(node, reporter) {
    if (!is(node, 'BusinessRuleTask')) return;
    const { resultVariable } = extension(node, 'zeebe:CalledDecision') ?? {};
    const outputs = extension(node, 'zeebe:IoMapping')?.outputParameters ?? [];
    if (!resultVariable || outputs.length === 0) return;
    if (outputs.some(({ target }) => target === resultVariable)) return;
    const named = new RegExp(`(?<![\\w."])${resultVariable}(?!\\w|")`);
    const reader = othersIn(node).find((other) =>
      expressionsOf(other).some(
        (expression) => expression.startsWith('=') && named.test(expression),
      ),
    );
    if (reader)
      reporter.report(
        node.id,
        `Result ${resultVariable} is read by ${reader.id}, but its output mappings do not hand it up`,
      );
  }
  return { check };
};

/** All other elements of the process, also in its subprocesses. */
function othersIn(node) {
  const within = ({ flowElements = [] }) => flowElements.flatMap((one) => [one, ...within(one)]);
  return within(processOf(node)).filter((one) => one !== node);
}
