/** The first extension element of a type, e.g. `zeebe:TaskDefinition`. */
function extension(node, type) {
  return node.extensionElements?.values?.find((value) => value.$type === type);
}

/** `is(node, 'UserTask')`: of this BPMN type or below it. */
function is(node, type) {
  return node.$instanceOf(`bpmn:${type}`);
}

/** Job types of the listeners of a node at an event (`start`, `end`). */
function listeners(node, eventType) {
  const all = extension(node, 'zeebe:ExecutionListeners')?.listeners ?? [];
  return all.filter((one) => one.eventType === eventType).map((one) => one.type);
}

/** Whether an id is unknown; without a list nothing is. */
function unknown(known, id) {
  return Array.isArray(known) && !known.includes(id);
}

/** Whether a called model is bound to the release it was deployed with. */
function boundByDeployment(called) {
  return called.bindingType === 'deployment';
}

/** Every FEEL expression or fixed value of a flow element that the engine evaluates. */
function expressionsOf(node) {
  const mapping = extension(node, 'zeebe:IoMapping');
  const schedule = extension(node, 'zeebe:TaskSchedule');
  const loop =
    node.loopCharacteristics && extension(node.loopCharacteristics, 'zeebe:LoopCharacteristics');
  const timers = (node.eventDefinitions ?? []).flatMap((event) => [
    event.timeDate?.body,
    event.timeDuration?.body,
  ]);
  return [
    ...(mapping?.inputParameters ?? []).map(({ source }) => source),
    ...(mapping?.outputParameters ?? []).map(({ source }) => source),
    node.conditionExpression?.body,
    schedule?.dueDate,
    schedule?.followUpDate,
    loop?.inputCollection,
    loop?.outputElement,
    ...timers,
  ].filter(Boolean);
}

/** The process that a node is in, at whatever depth. */
function processOf(node) {
  return is(node, 'Process') ? node : processOf(node.$parent);
}

module.exports = {
  boundByDeployment,
  expressionsOf,
  extension,
  is,
  listeners,
  processOf,
  unknown,
};
