package zhujian.feed;

import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ImmutableDecisionEvaluationRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableUserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableRecordValue;
import java.lang.reflect.Proxy;

/** Events as the broker hands them to an exporter. */
final class Events {
  /** The instance in which variables are. */
  static final long INSTANCE = 4;

  private Events() {}

  /** An element of an instance; its key is its position. */
  static Record<?> element(
      final long position, final BpmnElementType type, final Intent intent) {
    return element(position, position, type, intent);
  }

  static Record<?> element(
      final long position, final long key, final BpmnElementType type, final Intent intent) {
    return event(
        position,
        key,
        ValueType.PROCESS_INSTANCE,
        intent,
        ImmutableProcessInstanceRecordValue.builder().withBpmnElementType(type).build());
  }

  /** A variable of an element. */
  static Record<?> variable(final long position, final long scopeKey) {
    return event(
        position,
        position,
        ValueType.VARIABLE,
        VariableIntent.CREATED,
        ImmutableVariableRecordValue.builder()
            .withProcessInstanceKey(INSTANCE)
            .withScopeKey(scopeKey)
            .withName("name")
            .build());
  }

  /** A decision, evaluated in an instance, or outside of any: -1. */
  static Record<?> decision(final long position, final long instanceKey) {
    return decision(position, instanceKey, -1);
  }

  static Record<?> decision(
      final long position, final long instanceKey, final long elementInstanceKey) {
    return event(
        position,
        position,
        ValueType.DECISION_EVALUATION,
        DecisionEvaluationIntent.EVALUATED,
        ImmutableDecisionEvaluationRecordValue.builder()
            .withProcessInstanceKey(instanceKey)
            .withElementInstanceKey(elementInstanceKey)
            .build());
  }

  static Record<?> userTask(final UserTaskIntent intent) {
    return event(1, 1, ValueType.USER_TASK, intent, ImmutableUserTaskRecordValue.builder().build());
  }

  static Record<?> event(
      final long position,
      final long key,
      final ValueType valueType,
      final Intent intent,
      final RecordValue value) {
    final Record<?> record =
        ImmutableRecord.builder()
            .withPosition(position)
            .withKey(key)
            .withRecordType(RecordType.EVENT)
            .withValueType(valueType)
            .withIntent(intent)
            .withValue(value)
            .build();
    return withJson(record, "{\"position\":" + position + "}");
  }

  /** Only the broker's own records can be written as JSON. */
  private static Record<?> withJson(final Record<?> record, final String json) {
    return (Record<?>)
        Proxy.newProxyInstance(
            Record.class.getClassLoader(),
            new Class<?>[] {Record.class},
            (proxy, method, arguments) ->
                method.getName().equals("toJson") ? json : method.invoke(record, arguments));
  }
}
