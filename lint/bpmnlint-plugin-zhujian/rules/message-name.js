const { is, processOf } = require('../helper');

/**
 * A message is one that the API publishes: `<process id>.submitted` starts the process, others
 * are listed. Options: `messages`, the names there are.
 */
module.exports = function messageName({ messages = [] } = {}) {
  function check(node, reporter) {
    if (!is(node, 'FlowNode')) return;
    for (const message of messagesOf(node)) {
      const submitted = `${processOf(node).id}.submitted`;
      const start = is(node, 'StartEvent') && is(node.$parent, 'Process');
      if (start && message.name !== submitted) {
        reporter.report(node.id, `Start message must be ${submitted}`);
      } else if (!start && !messages.includes(message.name)) {
        reporter.report(node.id, `Message ${message.name} is not known`);
      }
    }
  }
  return { check };
};

function messagesOf(node) {
  const events = node.eventDefinitions ?? [];
  return [node, ...events].map((one) => one.messageRef).filter(Boolean);
}
