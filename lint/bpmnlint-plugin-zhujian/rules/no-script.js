const { extension, is } = require('../helper');

/** No scripts: rules are DMN, expressions are FEEL, everything else is a worker. */
module.exports = function noScript() {
  function check(node, reporter) {
    if (is(node, 'ScriptTask') || (is(node, 'Activity') && extension(node, 'zeebe:Script'))) {
      reporter.report(node.id, 'Script tasks are not allowed');
    }
  }
  return { check };
};
