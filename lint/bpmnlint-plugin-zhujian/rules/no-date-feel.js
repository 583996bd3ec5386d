const { expressionsOf, is } = require('../helper');

const date = /\b(now|today|duration|date|time|date and time)\s*\(|P36500D/;

/**
 * No calculating with dates in a diagram: `deadline.compute` gives every instant a diagram needs, by the
 * working-day calendar, and an instant that never comes where there is none.
 */
module.exports = function noDateFeel() {
  function check(node, reporter) {
    if (!is(node, 'FlowElement')) return;
    const found = expressionsOf(node).find((text) => date.test(text.replace(/"[^"]*"/g, '""')));
    if (found) reporter.report(node.id, `Calculates with dates: ${found}`);
  }
  return { check };
};
