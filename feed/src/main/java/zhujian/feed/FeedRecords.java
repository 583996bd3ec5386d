package zhujian.feed;

import io.camunda.zeebe.exporter.api.context.Context.RecordFilter;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.DecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which of the engine's events the feed brings: those that the application reads, no others. */
final class FeedRecords implements RecordFilter {
  /** What became of a user task; what is only under way (CREATING) is written down anew when it is done. */
  static final Set<Intent> OF_USER_TASKS =
      Set.of(
          UserTaskIntent.CREATED,
          UserTaskIntent.ASSIGNED,
          UserTaskIntent.UPDATED,
          UserTaskIntent.MIGRATED,
          UserTaskIntent.COMPLETED,
          UserTaskIntent.CANCELED);

  private static final Map<ValueType, Set<Intent>> INTENTS =
      Map.of(
          ValueType.USER_TASK,
          OF_USER_TASKS,
          ValueType.PROCESS_INSTANCE,
          Set.of(
              ProcessInstanceIntent.ELEMENT_ACTIVATING,
              ProcessInstanceIntent.ELEMENT_COMPLETED,
              ProcessInstanceIntent.ELEMENT_TERMINATED,
              ProcessInstanceIntent.ELEMENT_MIGRATED,
              ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN),
          ValueType.DECISION_EVALUATION,
          Set.of(DecisionEvaluationIntent.EVALUATED),
          ValueType.VARIABLE,
          Set.of(VariableIntent.CREATED, VariableIntent.UPDATED, VariableIntent.MIGRATED),
          ValueType.TIMER,
          Set.of(
              TimerIntent.CREATED,
              TimerIntent.TRIGGERED,
              TimerIntent.CANCELED,
              TimerIntent.MIGRATED),
          ValueType.PROCESS_MESSAGE_SUBSCRIPTION,
          Set.of(
              ProcessMessageSubscriptionIntent.CREATED,
              ProcessMessageSubscriptionIntent.CORRELATED,
              ProcessMessageSubscriptionIntent.MIGRATED,
              ProcessMessageSubscriptionIntent.DELETED),
          ValueType.INCIDENT,
          Set.of(IncidentIntent.CREATED, IncidentIntent.RESOLVED));

  /** Elements that leave no trace of their own on a case: gateways say nothing that their flows do not. */
  private static final Set<BpmnElementType> UNSEEN =
      EnumSet.of(
          BpmnElementType.EXCLUSIVE_GATEWAY,
          BpmnElementType.PARALLEL_GATEWAY,
          BpmnElementType.INCLUSIVE_GATEWAY,
          BpmnElementType.EVENT_BASED_GATEWAY);

  private final boolean withFlows;

  /**
   * Keys of rule tasks that are just being evaluated: their variables are facts of the decision. Of one
   * under way while the broker restarts, its own variables are missing.
   */
  private final Set<Long> ruleTasks = new HashSet<>();

  /**
   * @param withFlows whether to bring each sequence flow taken, too: only the test report on how much of
   *     the diagrams was run asks for that
   */
  FeedRecords(final boolean withFlows) {
    this.withFlows = withFlows;
  }

  @Override
  public boolean acceptType(final RecordType type) {
    return type == RecordType.EVENT;
  }

  @Override
  public boolean acceptValue(final ValueType type) {
    return INTENTS.containsKey(type);
  }

  /** Whether this event goes into the feed. */
  boolean accepts(final Record<?> event) {
    if (!INTENTS.getOrDefault(event.getValueType(), Set.of()).contains(event.getIntent())) return false;
    return switch (event.getValue()) {
      case ProcessInstanceRecordValue element -> acceptsElement(element, event.getIntent(), event.getKey());
      // what is evaluated outside of a process is kept by whoever asked
      case DecisionEvaluationRecordValue evaluation -> {
        // what comes to be in its scope now is its answer
        ruleTasks.remove(evaluation.getElementInstanceKey());
        yield evaluation.getProcessInstanceKey() > 0;
      }
      case VariableRecordValue variable ->
          variable.getScopeKey() == variable.getProcessInstanceKey()
              || ruleTasks.contains(variable.getScopeKey());
      default -> true;
    };
  }

  private boolean acceptsElement(
      final ProcessInstanceRecordValue element, final Intent intent, final long key) {
    final BpmnElementType type = element.getBpmnElementType();
    if (type == BpmnElementType.BUSINESS_RULE_TASK) {
      if (intent == ProcessInstanceIntent.ELEMENT_ACTIVATING) ruleTasks.add(key);
      else ruleTasks.remove(key);
    }
    if (type == BpmnElementType.SEQUENCE_FLOW) return withFlows;
    if (type == BpmnElementType.PROCESS) return true;
    // a completed task that is ended before what follows its completion was done
    if (intent == ProcessInstanceIntent.ELEMENT_TERMINATED) return type == BpmnElementType.USER_TASK;
    return intent == ProcessInstanceIntent.ELEMENT_ACTIVATING && !UNSEEN.contains(type);
  }
}
