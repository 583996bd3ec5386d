const { boundByDeployment, extension, is, unknown } = require('../helper');

/**
 * A user task is a native one with a Camunda Form of the same release.
 * Options: `forms`, ids of the forms there are.
 */
module.exports = function userTaskForm({ forms } = {}) {
  function check(node, reporter) {
    if (!is(node, 'UserTask')) return;
    if (!extension(node, 'zeebe:UserTask')) {
      reporter.report(node.id, 'User task must be native (zeebe:userTask)');
    }
    const form = extension(node, 'zeebe:FormDefinition');
    if (!form?.formId) return reporter.report(node.id, 'User task needs a linked form');
    if (!boundByDeployment(form)) {
      reporter.report(node.id, 'Form must be bound by bindingType="deployment"');
    }
    if (unknown(forms, form.formId)) reporter.report(node.id, `Form ${form.formId} does not exist`);
  }
  return { check };
};
