const { is } = require('../helper');

const generated = /^(Activity|Event|Gateway|Flow|Process|StateMachine)_[0-9a-z]{7}$/;

/** Ids are read in tests, reports and incidents: `Task_Confirm`, not `Activity_0x1k2l3`. */
module.exports = function meaningfulId() {
  function check(node, reporter) {
    const checked = is(node, 'FlowNode') || is(node, 'Process');
    if (checked && generated.test(node.id) && /\d/.test(node.id.split('_')[1])) {
      reporter.report(node.id, 'Element needs a meaningful id', ['id']);
    }
  }
  return { check };
};
