const { is } = require('../helper');

/**
 * A deadline interrupts the user task only, never the recording of what was done in time:
 * no interrupting timer on a scope or a job, and none that starts an event sub-process.
 */
module.exports = function timerOnUserTask() {
  function check(node, reporter) {
    if (!isTimer(node)) return;
    if (is(node, 'BoundaryEvent') && node.cancelActivity !== false) {
      if (!is(node.attachedToRef, 'UserTask') && !is(node.attachedToRef, 'ReceiveTask')) {
        reporter.report(node.id, 'Interrupting timer must sit on a user task');
      }
    }
    if (is(node, 'StartEvent') && node.$parent.triggeredByEvent && node.isInterrupting !== false) {
      reporter.report(node.id, 'Timer of an event sub-process must not interrupt');
    }
  }
  return { check };
};

function isTimer(node) {
  return node.eventDefinitions?.some((event) => event.$type === 'bpmn:TimerEventDefinition');
}
