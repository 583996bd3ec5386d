const { is } = require('../helper');

/**
 * An error that is thrown is caught round it, or by each call activity that calls the process.
 * Options: `callers`, by process id, for each caller the list of codes it catches ('' is any).
 */
module.exports = function errorCaught({ callers = {} } = {}) {
  function check(node, reporter) {
    if (!is(node, 'EndEvent')) return;
    const code = errorOf(node)?.errorRef?.errorCode;
    if (code && !caughtAround(node.$parent, code)) {
      reporter.report(node.id, `Error ${code} is not caught`);
    }
  }

  function caughtAround(scope, code) {
    if (!is(scope, 'FlowElementsContainer')) return false;
    if (catchersIn(scope).some((caught) => catches(caught, code))) return true;
    if (!is(scope, 'Process')) return caughtAround(scope.$parent, code);
    const calling = callers[scope.id] ?? [];
    return (
      calling.length > 0 && calling.every((codes) => codes.some((one) => !one || one === code))
    );
  }
  return { check };
};

/** Error events that catch what is thrown in a scope: event sub-processes and boundary events. */
function catchersIn(scope) {
  const starts = scope.flowElements
    .filter((element) => element.triggeredByEvent)
    .flatMap((element) => element.flowElements.filter((inner) => is(inner, 'StartEvent')));
  const boundary = (scope.$parent.flowElements ?? []).filter((one) => one.attachedToRef === scope);
  return [...starts, ...boundary].map(errorOf).filter(Boolean);
}

function catches(event, code) {
  return !event.errorRef || event.errorRef.errorCode === code;
}

function errorOf(node) {
  return node.eventDefinitions?.find((event) => event.$type === 'bpmn:ErrorEventDefinition');
}
