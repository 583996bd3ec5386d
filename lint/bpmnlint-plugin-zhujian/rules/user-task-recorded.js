const { extension, is, listeners } = require('../helper');

/**
 * A human step is recorded by the end listener `decision.record`. Its property `result` names the
 * variable that `decision.record` fills; an output mapping empties it first, so that nothing counts
 * that is not recorded; and the gateway behind offers the task again while the act is not valid. The
 * property `given` names an output variable that is laid over what the form held.
 */
module.exports = function userTaskRecorded() {
  function check(node, reporter) {
    if (!is(node, 'UserTask')) return;
    if (!listeners(node, 'end').includes('decision.record')) {
      reporter.report(node.id, 'User task needs the end listener decision.record');
    }
    const properties = extension(node, 'zeebe:Properties')?.properties ?? [];
    const named = (wanted) => properties.find(({ name }) => name === wanted)?.value;
    const [result, given] = [named('result'), named('given')];
    if (!result) return reporter.report(node.id, 'User task needs the property result');
    const outputs = extension(node, 'zeebe:IoMapping')?.outputParameters ?? [];
    if (!outputs.some(({ source, target }) => source === '=null' && target === result)) {
      reporter.report(node.id, `Output ${result} must be =null`);
    }
    if (given && !outputs.some(({ target }) => target === given)) {
      reporter.report(node.id, `Output ${given} is missing, which property given names`);
    }
    if (!asksWhetherValid(node, result)) {
      reporter.report(node.id, `Gateway behind must ask ${result}.valid = false`);
    }
  }
  return { check };
};

/** Directly behind the task a gateway sends what is not valid back to it. */
function asksWhetherValid(task, result) {
  const next = (task.outgoing ?? []).map((flow) => flow.targetRef);
  if (next.length !== 1 || !is(next[0], 'ExclusiveGateway')) return false;
  const again = (next[0].outgoing ?? []).find(
    (flow) => flow.conditionExpression?.body === `=${result}.valid = false`,
  );
  return Boolean(again) && leadsTo(again.targetRef, task);
}

/** Directly, or through the joining gateway before the task. */
function leadsTo(node, task) {
  if (node === task) return true;
  const next = node?.outgoing ?? [];
  return is(node, 'ExclusiveGateway') && next.length === 1 && next[0].targetRef === task;
}
