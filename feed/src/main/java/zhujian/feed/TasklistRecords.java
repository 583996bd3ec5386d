package zhujian.feed;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Which records Tasklist 8.6.0 reads (its ProcessInstanceZeebeRecordProcessorOpenSearch): that an
 * element with variables began, that a process ended. Of a case's 200 records about elements these are
 * some ten. Variables of steps that only the engine does (input mappings of jobs, decisions and calls)
 * are never on a form, nor is anything of a process without a user task.
 *
 * <p>What is not known to be superfluous is sent: after a restart of the broker in the middle of a step
 * some variables too many.
 */
final class TasklistRecords {
  private static final Set<BpmnElementType> WITH_VARIABLES =
      EnumSet.of(
          BpmnElementType.PROCESS,
          BpmnElementType.SUB_PROCESS,
          BpmnElementType.EVENT_SUB_PROCESS,
          BpmnElementType.USER_TASK,
          BpmnElementType.MULTI_INSTANCE_BODY);

  /**
   * Whether a job was sent: Tasklist reads jobs for another kind of user task than ours, and writes a
   * warning ten times a second where there is no index of them.
   */
  private boolean knowsJobs;

  private final TasklessProcesses taskless;

  /** Keys of running elements whose variables nobody sees. */
  private final Set<Long> unseen = new HashSet<>();

  TasklistRecords(final TasklessProcesses taskless) {
    this.taskless = taskless;
  }

  boolean accepts(final Record<?> event) {
    return switch (event.getValue()) {
      case Process process -> {
        taskless.learn(process);
        yield true;
      }
      case ProcessInstanceRecordValue element ->
          !taskless.contains(element.getProcessDefinitionKey()) && acceptsElement(event, element);
      case VariableRecordValue variable ->
          !taskless.contains(variable.getProcessDefinitionKey())
              && !unseen.contains(variable.getScopeKey());
      case JobRecordValue job -> isFirstJob();
      default -> true;
    };
  }

  private boolean isFirstJob() {
    final boolean first = !knowsJobs;
    knowsJobs = true;
    return first;
  }

  private boolean acceptsElement(final Record<?> event, final ProcessInstanceRecordValue element) {
    final Intent intent = event.getIntent();
    final boolean ended =
        intent == ProcessInstanceIntent.ELEMENT_COMPLETED
            || intent == ProcessInstanceIntent.ELEMENT_TERMINATED;
    if (WITH_VARIABLES.contains(element.getBpmnElementType()))
      return intent == ProcessInstanceIntent.ELEMENT_ACTIVATING
          || (ended && element.getBpmnElementType() == BpmnElementType.PROCESS);
    if (intent == ProcessInstanceIntent.ELEMENT_ACTIVATING) unseen.add(event.getKey());
    if (ended) unseen.remove(event.getKey());
    return false;
  }
}
