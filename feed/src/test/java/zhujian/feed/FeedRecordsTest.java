package zhujian.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.camunda.zeebe.protocol.record.intent.TimerIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ImmutableIncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessMessageSubscriptionRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableTimerRecordValue;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which events the feed brings. */
class FeedRecordsTest {
  private final FeedRecords records = new FeedRecords(false);

  @Test
  void onlyEventsOfTheKindsThatAreRead() {
    assertTrue(records.acceptType(RecordType.EVENT));
    assertFalse(records.acceptType(RecordType.COMMAND));
    assertFalse(records.acceptType(RecordType.COMMAND_REJECTION));
    final Set<ValueType> read = EnumSet.noneOf(ValueType.class);
    for (final ValueType type : ValueType.values()) if (records.acceptValue(type)) read.add(type);
    assertEquals(
        EnumSet.of(
            ValueType.USER_TASK,
            ValueType.PROCESS_INSTANCE,
            ValueType.DECISION_EVALUATION,
            ValueType.VARIABLE,
            ValueType.TIMER,
            ValueType.PROCESS_MESSAGE_SUBSCRIPTION,
            ValueType.INCIDENT),
        read);
  }

  @ParameterizedTest
  @EnumSource(
      value = UserTaskIntent.class,
      names = {"CREATED", "ASSIGNED", "UPDATED", "MIGRATED", "COMPLETED", "CANCELED"})
  void whatBecomesOfAUserTask(final UserTaskIntent intent) {
    assertTrue(records.accepts(Events.userTask(intent)));
  }

  @ParameterizedTest
  @EnumSource(
      value = UserTaskIntent.class,
      names = {"CREATING", "ASSIGNING", "COMPLETING", "CANCELING", "COMPLETE"})
  void notWhatIsStillUnderWay(final UserTaskIntent intent) {
    assertFalse(records.accepts(Events.userTask(intent)));
  }

  @Test
  void beginAndEndOfAProcessAndBeginOfAnElement() {
    for (final Intent intent :
        Set.of(
            ProcessInstanceIntent.ELEMENT_ACTIVATING,
            ProcessInstanceIntent.ELEMENT_COMPLETED,
            ProcessInstanceIntent.ELEMENT_TERMINATED))
      assertTrue(records.accepts(Events.element(1, BpmnElementType.PROCESS, intent)));
    assertTrue(begins(BpmnElementType.SERVICE_TASK));
    assertTrue(begins(BpmnElementType.BOUNDARY_EVENT));
    assertFalse(
        records.accepts(
            Events.element(
                1, BpmnElementType.SERVICE_TASK, ProcessInstanceIntent.ELEMENT_COMPLETED)));
    final Intent terminated = ProcessInstanceIntent.ELEMENT_TERMINATED;
    assertTrue(records.accepts(Events.element(1, BpmnElementType.USER_TASK, terminated)));
    assertFalse(records.accepts(Events.element(1, BpmnElementType.SERVICE_TASK, terminated)));
    assertFalse(
        records.accepts(
            Events.element(1, BpmnElementType.PROCESS, ProcessInstanceIntent.ELEMENT_ACTIVATED)));
  }

  @ParameterizedTest
  @EnumSource(
      value = BpmnElementType.class,
      names = {
        "EXCLUSIVE_GATEWAY",
        "PARALLEL_GATEWAY",
        "INCLUSIVE_GATEWAY",
        "EVENT_BASED_GATEWAY"
      })
  void noGateways(final BpmnElementType gateway) {
    assertFalse(begins(gateway));
  }

  @Test
  void sequenceFlowsOnlyWhereAskedFor() {
    final var flow =
        Events.element(
            1, BpmnElementType.SEQUENCE_FLOW, ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN);
    assertFalse(records.accepts(flow));
    assertTrue(new FeedRecords(true).accepts(flow));
  }

  @Test
  void decisionsOfProcessesOnly() {
    assertTrue(records.accepts(Events.decision(1, 4711)));
    assertFalse(records.accepts(Events.decision(1, -1)));
  }

  @Test
  void variablesOfProcessesAndOfRuleTasksUntilTheyAreEvaluated() {
    assertTrue(records.accepts(Events.variable(1, Events.INSTANCE)));
    assertFalse(records.accepts(Events.variable(2, 7)));
    assertTrue(begins(7, BpmnElementType.BUSINESS_RULE_TASK));
    assertTrue(records.accepts(Events.variable(4, 7)));
    assertTrue(records.accepts(Events.decision(5, Events.INSTANCE, 7)));
    assertFalse(records.accepts(Events.variable(6, 7)));
    assertTrue(begins(8, BpmnElementType.SERVICE_TASK));
    assertFalse(records.accepts(Events.variable(8, 8)));
  }

  @Test
  void whatAnInstanceWaitsForAndWhatIsBroken() {
    final var timer = ImmutableTimerRecordValue.builder().build();
    assertTrue(records.accepts(of(ValueType.TIMER, TimerIntent.TRIGGERED, timer)));
    final var subscription = ImmutableProcessMessageSubscriptionRecordValue.builder().build();
    final ValueType subscriptions = ValueType.PROCESS_MESSAGE_SUBSCRIPTION;
    assertTrue(
        records.accepts(
            of(subscriptions, ProcessMessageSubscriptionIntent.CORRELATED, subscription)));
    assertFalse(
        records.accepts(
            of(subscriptions, ProcessMessageSubscriptionIntent.CREATING, subscription)));
    final var incident = ImmutableIncidentRecordValue.builder().build();
    assertTrue(records.accepts(of(ValueType.INCIDENT, IncidentIntent.RESOLVED, incident)));
  }

  private boolean begins(final BpmnElementType type) {
    return begins(1, type);
  }

  private boolean begins(final long key, final BpmnElementType type) {
    return records.accepts(
        Events.element(1, key, type, ProcessInstanceIntent.ELEMENT_ACTIVATING));
  }

  private static io.camunda.zeebe.protocol.record.Record<?> of(
      final ValueType type,
      final Intent intent,
      final io.camunda.zeebe.protocol.record.RecordValue value) {
    return Events.event(1, 1, type, intent, value);
  }
}
