const { extension, is } = require('../helper');

/** A user task is offered to a group, and says by the property `act` which act it is. */
module.exports = function userTaskAssignment() {
  function check(node, reporter) {
    if (!is(node, 'UserTask')) return;
    const assignment = extension(node, 'zeebe:AssignmentDefinition');
    if (!assignment?.candidateGroups) reporter.report(node.id, 'User task needs candidate groups');
    if (assignment?.assignee)
      reporter.report(node.id, 'User task must not be assigned to a person');
    const properties = extension(node, 'zeebe:Properties')?.properties ?? [];
    if (!properties.some(({ name, value }) => name === 'act' && value)) {
      reporter.report(node.id, 'User task needs the property act');
    }
  }
  return { check };
};
