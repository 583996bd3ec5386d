package zhujian.feed;

import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_ACTIVATED;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_ACTIVATING;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_COMPLETED;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_TERMINATED;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN;
import static io.camunda.zeebe.protocol.record.value.BpmnElementType.USER_TASK;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.FormIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.deployment.ImmutableForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent to Tasklist's index. */
class TasklistRecordsTest {
  private final TasklistRecords records = new TasklistRecords();

  @Test
  void thatAUserTaskBeganAndItsVariables() {
    assertTrue(records.accepts(Events.element(1, 7, USER_TASK, ELEMENT_ACTIVATING)));
    assertFalse(records.accepts(Events.element(2, 7, USER_TASK, ELEMENT_ACTIVATED)));
    assertTrue(records.accepts(Events.variable(3, 7)));
    assertFalse(records.accepts(Events.element(4, 7, USER_TASK, ELEMENT_COMPLETED)));
  }

  @Test
  void thatAProcessBeganAndEnded() {
    assertTrue(records.accepts(Events.element(1, BpmnElementType.PROCESS, ELEMENT_ACTIVATING)));
    assertFalse(records.accepts(Events.element(2, BpmnElementType.PROCESS, ELEMENT_ACTIVATED)));
    assertTrue(records.accepts(Events.element(3, BpmnElementType.PROCESS, ELEMENT_COMPLETED)));
    assertTrue(records.accepts(Events.element(4, BpmnElementType.PROCESS, ELEMENT_TERMINATED)));
  }

  @ParameterizedTest
  @EnumSource(
      value = BpmnElementType.class,
      names = {
        "SERVICE_TASK",
        "BUSINESS_RULE_TASK",
        "CALL_ACTIVITY",
        "SUB_PROCESS",
        "EVENT_SUB_PROCESS",
        "MULTI_INSTANCE_BODY"
      })
  void nothingAroundUserTasks(final BpmnElementType type) {
    assertFalse(records.accepts(Events.element(1, 7, type, ELEMENT_ACTIVATING)));
    assertFalse(records.accepts(Events.variable(2, 7)));
    assertFalse(records.accepts(Events.element(3, 7, type, ELEMENT_COMPLETED)));
    // it is forgotten then: a key is used once
    assertTrue(records.accepts(Events.variable(4, 7)));
  }

  @Test
  void noVariablesOfAProcessThatBeganBeforeTheBrokerStarted() {
    assertFalse(records.accepts(Events.variable(1, Events.INSTANCE)));
  }

  @Test
  void variablesOfWhatBeganBeforeTheBrokerStarted() {
    assertTrue(records.accepts(Events.variable(1, 4711)));
  }

  @Test
  void noFlows() {
    assertFalse(
        records.accepts(Events.element(1, BpmnElementType.SEQUENCE_FLOW, SEQUENCE_FLOW_TAKEN)));
  }

  @ParameterizedTest
  @EnumSource(
      value = UserTaskIntent.class,
      names = {"CREATED", "ASSIGNED", "UPDATED", "MIGRATED", "COMPLETED", "CANCELED"})
  void whatHappenedToAUserTask(final UserTaskIntent intent) {
    assertTrue(records.accepts(Events.userTask(intent)));
  }

  @ParameterizedTest
  @EnumSource(
      value = UserTaskIntent.class,
      names = {"CREATING", "ASSIGNING", "UPDATING", "COMPLETING", "CANCELING"})
  void notThatItIsAboutToHappen(final UserTaskIntent intent) {
    assertFalse(records.accepts(Events.userTask(intent)));
  }

  @Test
  void everythingElseThatTheExporterLetsThrough() {
    assertTrue(
        records.accepts(
            Events.event(
                1,
                1,
                ValueType.FORM,
                FormIntent.CREATED,
                ImmutableForm.builder().build())));
  }
}
