const { is, listeners } = require('../helper');

/** A start listener `task.prepare` gives a user task its summary and tells its group. */
module.exports = function userTaskPrepared() {
  function check(node, reporter) {
    if (is(node, 'UserTask') && !listeners(node, 'start').includes('task.prepare')) {
      reporter.report(node.id, 'User task needs the start listener task.prepare');
    }
  }
  return { check };
};
