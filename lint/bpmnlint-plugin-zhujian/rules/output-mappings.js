const { extension, is } = require('../helper');

/** Output mappings of a user task are explicit, so that a form cannot overwrite anything else. */
module.exports = function outputMappings() {
  function check(node, reporter) {
    const mapped = extension(node, 'zeebe:IoMapping')?.outputParameters ?? [];
    if (is(node, 'UserTask') && mapped.length === 0) {
      reporter.report(node.id, 'User task needs explicit output mappings');
    }
  }
  return { check };
};
