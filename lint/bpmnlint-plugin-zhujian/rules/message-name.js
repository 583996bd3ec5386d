const { is, processOf } = require('../helper');

/**
 * A message is one that the API publishes: `<process id>.submitted` starts the process, others
 * are listed. Of these, one whose name begins with the process id may start it, too: another case sends it. Options: `messages`, the names there are.
 */
module.exports = function messageName({ messages = [] } = {}) {
  function check(node, reporter) {
    if (!is(node, 'FlowNode')) return;
    for (const message of messagesOf(node)) {
      const { id } = processOf(node);
      const submitted = `${id}.submitted`;
      const start = is(node, 'StartEvent') && is(node.$parent, 'Process');
      const sent = messages.includes(message.name) && message.name.startsWith(`${id}.`);
      if (start && message.name !== submitted && !sent) {
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
