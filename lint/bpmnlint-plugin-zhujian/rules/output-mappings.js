const { extension, is } = require('../helper');

/**
 * Output mappings are explicit, so that a form or a worker cannot overwrite anything else.
 * Options: `outputs`, the names of the outputs by job type.
 */
module.exports = function outputMappings({ outputs } = {}) {
  function check(node, reporter) {
    const type = extension(node, 'zeebe:TaskDefinition')?.type;
    const mapped = extension(node, 'zeebe:IoMapping')?.outputParameters ?? [];
    const needed = is(node, 'UserTask') || (outputs?.[type] ?? []).length > 0;
    if (needed && mapped.length === 0) {
      reporter.report(node.id, 'Element needs explicit output mappings');
    }
  }
  return { check };
};
