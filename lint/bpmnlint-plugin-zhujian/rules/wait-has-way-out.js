const { extension, is, processOf } = require('../helper');

/**
 * Nothing is waited for for ever.
 *
 * A task that only one person may do, whom somebody named in a form, waits for ever once that person has
 * left. It has a way out: an administrator can put another one there, because the login name is an input of
 * the task that the property `named` names and that all else reads; or a boundary event leads on.
 *
 * A message that another case sends never comes once an administrator has ended that case: its process
 * waits for `case.terminated` and sends the message then, or a timer leads on. And a case whose process
 * another one calls cannot be cancelled alone, only ended by that message.
 *
 * Options: `naming`, by form the fields in which people are named; `waiting`, the processes that people or
 * messages are waited for in; `unsent`, by message the processes of cases that send it, but not when they
 * are ended; `called`, the processes with cases of their own that others call.
 */
module.exports = function waitHasWayOut({
  naming = {},
  waiting = [],
  unsent = {},
  called = [],
} = {}) {
  function check(node, reporter) {
    if (is(node, 'UserTask')) checkTask(node, reporter);
    else if (is(node, 'CallActivity')) checkCall(node, reporter);
    else checkMessage(node, reporter);
  }

  function checkMessage(node, reporter) {
    const message = awaited(node);
    const senders = unsent[message] ?? [];
    if (senders.length > 0 && !isTimed(node))
      reporter.report(
        node.id,
        `${message} never comes once an administrator has ended the case that sends it: let ` +
          `${senders.join(', ')} wait for ${ENDED} and send it then, or add a timer that leads on`,
      );
  }

  function checkTask(node, reporter) {
    if (called.includes(processOf(node).id) && !isEnded(node))
      reporter.report(
        node.id,
        `Its case stands in the process that calls this one and cannot be cancelled alone: add a boundary event for ${ENDED}`,
      );
    checkNamed(node, reporter);
  }

  function checkNamed(node, reporter) {
    const { named, given } = propertiesOf(node);
    const inputs = mappings(node, 'inputParameters');
    if (named && !inputs.some(({ target }) => target === named))
      return reporter.report(node.id, `Property named: no input of the task is called ${named}`);
    const people = namedIn(processOf(node), naming);
    const own = inputs.filter(({ source }) => reads(source, people)).map(({ target }) => target);
    const boundTo = own.concat(people).find((name) => isBoundTo(node, given, name));
    if (!boundTo || boundTo === named || isLedOn(node)) return;
    const input = named ?? own[0] ?? 'login name';
    reporter.report(
      node.id,
      `Only the person in ${boundTo}, whom a form names, can do this task, and nobody once that person has left: ` +
        `let it read an input (${input}) and name that by the property named, or add a boundary event that leads on`,
    );
  }

  function checkCall(node, reporter) {
    const called = extension(node, 'zeebe:CalledElement')?.processId;
    if (!waiting.includes(called) || isLedOn(node)) return;
    const people = namedIn(processOf(node), naming);
    const handed = mappings(node, 'inputParameters').find(({ source }) => reads(source, people));
    if (handed)
      reporter.report(
        node.id,
        `${called} waits and is handed people whom a form names (${handed.target}): add a boundary event that leads on`,
      );
  }
  return { check };
};

/** The message by which an administrator ends a case. */
const ENDED = 'case.terminated';

/** The message that a receive task or a catch event in the flow waits for. */
function awaited(node) {
  if (is(node, 'ReceiveTask')) return node.messageRef?.name;
  if (!is(node, 'IntermediateCatchEvent')) return undefined;
  return node.eventDefinitions?.find((event) => event.messageRef)?.messageRef.name;
}

/** A timer leads on: on the task, or beside the event behind the same gateway. */
function isTimed(node) {
  if (isLedOn(node)) return true;
  const beside = (node.incoming ?? [])
    .map((flow) => flow.sourceRef)
    .filter((source) => is(source, 'EventBasedGateway'))
    .flatMap((gateway) => gateway.outgoing.map((flow) => flow.targetRef));
  return beside.some((one) =>
    (one.eventDefinitions ?? []).some((event) => event.$type === 'bpmn:TimerEventDefinition'),
  );
}

/** The end of the case interrupts the task, or a part of the diagram around it. */
function isEnded(node) {
  if (is(node, 'Process')) return false;
  const boundary = node.$parent.flowElements.filter((one) => one.attachedToRef === node);
  const ends = boundary.some((one) =>
    (one.eventDefinitions ?? []).some((event) => event.messageRef?.name === ENDED),
  );
  return ends || isEnded(node.$parent);
}

/** Variables of a process that hold people whom a form named. */
function namedIn(process, naming) {
  const known = new Set();
  const nodes = within(process);
  const learn = (source, target) => {
    if (target && !known.has(target) && reads(source, [...known])) known.add(target);
  };
  for (const node of nodes)
    for (const { source, target } of mappings(node, 'outputParameters'))
      if (reads(source, naming[formOf(node)] ?? [])) known.add(target);
  for (let before = -1; before !== known.size; ) {
    before = known.size;
    for (const node of nodes) {
      const loop =
        node.loopCharacteristics &&
        extension(node.loopCharacteristics, 'zeebe:LoopCharacteristics');
      learn(loop?.inputCollection, loop?.inputElement);
      learn(loop?.outputElement, loop?.outputCollection);
      for (const { source, target } of mappings(node, 'outputParameters')) learn(source, target);
    }
  }
  return [...known];
}

/** The task is offered to what the variable holds, or judged by it (property `given`). */
function isBoundTo(node, given, name) {
  const { assignee, candidateUsers, candidateGroups } =
    extension(node, 'zeebe:AssignmentDefinition') ?? {};
  const judged = mappings(node, 'outputParameters').filter(({ target }) => target === given);
  const sources = [
    assignee,
    candidateUsers,
    candidateGroups,
    ...judged.map(({ source }) => source),
  ];
  return sources.some((source) => reads(source, [name]));
}

/** A boundary event that interrupts, and leads somewhere. */
function isLedOn(node) {
  return (node.$parent.flowElements ?? []).some(
    (one) =>
      one.attachedToRef === node && one.cancelActivity !== false && (one.outgoing ?? []).length > 0,
  );
}

/** A FEEL expression that reads one of these names, as a variable and not as a part of something. */
function reads(source, names) {
  if (!source?.startsWith('=')) return false;
  const text = source.replace(/"[^"]*"/g, '""');
  return names.some((name) => new RegExp(`(?<![\\w.])${name}(?!\\w|\\s*:)`).test(text));
}

function mappings(node, kind) {
  return extension(node, 'zeebe:IoMapping')?.[kind] ?? [];
}

function formOf(node) {
  return extension(node, 'zeebe:FormDefinition')?.formId;
}

function propertiesOf(node) {
  const all = extension(node, 'zeebe:Properties')?.properties ?? [];
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

function within({ flowElements = [] }) {
  return flowElements.flatMap((one) => [one, ...within(one)]);
}
