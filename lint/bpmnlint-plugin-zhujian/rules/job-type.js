const { extension, is, unknown } = require('../helper');

/**
 * A job has a type that a worker serves, and states how often it is retried.
 * Options: `jobTypes`, the types that have a worker.
 */
module.exports = function jobType({ jobTypes } = {}) {
  function check(node, reporter) {
    const task = extension(node, 'zeebe:TaskDefinition');
    if (!task && (is(node, 'ServiceTask') || is(node, 'SendTask'))) {
      reporter.report(node.id, 'Task needs a job type');
    }
    for (const job of task ? [task, ...listenersOf(node)] : listenersOf(node)) {
      if (unknown(jobTypes, job.type)) {
        reporter.report(node.id, `No worker for job type ${job.type}`);
      }
      if (!/^[1-9]\d*$/.test(job.retries ?? '')) {
        reporter.report(node.id, `Job ${job.type} needs retries`);
      }
    }
  }
  return { check };
};

function listenersOf(node) {
  return ['zeebe:ExecutionListeners', 'zeebe:TaskListeners'].flatMap(
    (type) => extension(node, type)?.listeners ?? [],
  );
}
