const { is } = require('../helper');

/**
 * Reviewers read the diagram: a process and every activity has a Chinese name, and any other
 * name (event, gateway, flow, lane) is Chinese too.
 */
module.exports = function chineseName() {
  function check(node, reporter) {
    const required = is(node, 'Activity') || is(node, 'Process');
    const named = required || is(node, 'FlowElement') || is(node, 'Lane');
    if (!named || (!required && !node.name)) return;
    if (!/\p{Script=Han}/u.test(node.name ?? '')) {
      reporter.report(node.id, 'Element needs a Chinese name', ['name']);
    }
  }
  return { check };
};
