const { is } = require('../helper');

/** A deciding gateway has a default flow, and each other flow a condition: no case gets stuck. */
module.exports = function defaultFlow() {
  function check(node, reporter) {
    if (!is(node, 'ExclusiveGateway') && !is(node, 'InclusiveGateway')) return;
    const outgoing = node.outgoing ?? [];
    if (outgoing.length < 2) return;
    if (!node.default) reporter.report(node.id, 'Gateway needs a default flow', ['default']);
    for (const flow of outgoing) {
      if (flow === node.default || flow.conditionExpression) continue;
      reporter.report(flow.id, 'Flow needs a condition', ['conditionExpression']);
    }
  }
  return { check };
};
