package zhujian.feed;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.util.HashSet;
import java.util.Set;

/**
 * Which records Tasklist 8.6.0 needs to show our tasks: what happened to a user task, that its element
 * or a process began, that a process ended, and the variables in the task's own scope. There the job
 * {@code task.prepare} puts all that the form shows; variables around the task are the engine's business.
 * Of a case's 200 records about elements these are ten, of its 50 variables some fifteen. Tasklist itself
 * could do without processes; tests of the feed compare it with this second witness of them.
 *
 * <p>What is not known to be superfluous is sent: after a restart of the broker in the middle of a step
 * some variables too many.
 */
final class TasklistRecords {
  /**
   * Whether a job was sent: Tasklist reads jobs for another kind of user task than ours, and writes a
   * warning ten times a second where there is no index of them.
   */
  private boolean knowsJobs;

  /** Keys of running elements whose variables nobody sees. */
  private final Set<Long> unseen = new HashSet<>();

  boolean accepts(final Record<?> event) {
    return switch (event.getValue()) {
      case ProcessInstanceRecordValue element -> acceptsElement(event, element);
      case VariableRecordValue variable ->
          variable.getScopeKey() != variable.getProcessInstanceKey()
              && !unseen.contains(variable.getScopeKey());
      case UserTaskRecordValue task -> FeedRecords.OF_USER_TASKS.contains(event.getIntent());
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
    final boolean began = intent == ProcessInstanceIntent.ELEMENT_ACTIVATING;
    final boolean ended =
        intent == ProcessInstanceIntent.ELEMENT_COMPLETED
            || intent == ProcessInstanceIntent.ELEMENT_TERMINATED;
    return switch (element.getBpmnElementType()) {
      case PROCESS -> began || ended;
      case USER_TASK -> began;
      default -> {
        if (began) unseen.add(event.getKey());
        if (ended) unseen.remove(event.getKey());
        yield false;
      }
    };
  }
}
