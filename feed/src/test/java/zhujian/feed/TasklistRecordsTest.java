package zhujian.feed;

import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_ACTIVATED;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_ACTIVATING;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_COMPLETED;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_TERMINATED;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ImmutableUserTaskRecordValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent to Tasklist's index. */
class TasklistRecordsTest {
  private final TasklistRecords records = new TasklistRecords(new TasklessProcesses(null));

  @ParameterizedTest
  @EnumSource(
      value = BpmnElementType.class,
      names = {
        "PROCESS",
        "SUB_PROCESS",
        "EVENT_SUB_PROCESS",
        "USER_TASK",
        "MULTI_INSTANCE_BODY"
      })
  void thatAnElementWithVariablesBeganAndItsVariables(final BpmnElementType type) {
    assertTrue(records.accepts(Events.element(1, 7, type, ELEMENT_ACTIVATING)));
    assertFalse(records.accepts(Events.element(2, 7, type, ELEMENT_ACTIVATED)));
    assertTrue(records.accepts(Events.variable(3, 7)));
  }

  @Test
  void thatAProcessEnded() {
    assertTrue(records.accepts(Events.element(1, BpmnElementType.PROCESS, ELEMENT_COMPLETED)));
    assertTrue(records.accepts(Events.element(1, BpmnElementType.PROCESS, ELEMENT_TERMINATED)));
    assertFalse(records.accepts(Events.element(1, BpmnElementType.USER_TASK, ELEMENT_COMPLETED)));
  }

  @ParameterizedTest
  @EnumSource(
      value = BpmnElementType.class,
      names = {"SERVICE_TASK", "BUSINESS_RULE_TASK", "CALL_ACTIVITY"})
  void noVariablesOfStepsThatOnlyTheEngineDoes(final BpmnElementType type) {
    assertFalse(records.accepts(Events.element(1, 7, type, ELEMENT_ACTIVATING)));
    assertFalse(records.accepts(Events.variable(2, 7)));
    assertFalse(records.accepts(Events.element(3, 7, type, ELEMENT_COMPLETED)));
    // it is forgotten then: a key is used once
    assertTrue(records.accepts(Events.variable(4, 7)));
  }

  @Test
  void variablesOfWhatBeganBeforeTheBrokerStarted() {
    assertTrue(records.accepts(Events.variable(1, 4711)));
  }

  @Test
  void nothingOfAProcessWithoutUserTasks(@TempDir final Path folder) {
    final Path file = folder.resolve("taskless");
    final TasklistRecords first = new TasklistRecords(new TasklessProcesses(file));
    assertTrue(first.accepts(Events.process(1, 70, "<bpmn:serviceTask id=\"a\"/>")));
    assertTrue(first.accepts(Events.process(2, 71, "<bpmn:userTask id=\"a\"/>")));
    // the broker tells of a process once: what was learned is kept over a restart
    for (final TasklistRecords later :
        List.of(first, new TasklistRecords(new TasklessProcesses(file)))) {
      assertFalse(later.accepts(Events.processBegan(3, 70)));
      assertFalse(later.accepts(Events.variableOf(4, 70)));
      assertTrue(later.accepts(Events.processBegan(5, 71)));
      assertTrue(later.accepts(Events.variableOf(6, 71)));
      assertTrue(later.accepts(Events.variableOf(7, 72)));
    }
  }

  @Test
  void allOfAProcessThatWasNotWrittenDownWhole(@TempDir final Path folder) throws IOException {
    final Path file = folder.resolve("taskless");
    Files.writeString(file, "\n70;\n7");
    final TasklistRecords records = new TasklistRecords(new TasklessProcesses(file));
    assertFalse(records.accepts(Events.variableOf(1, 70)));
    assertTrue(records.accepts(Events.variableOf(2, 7)));
    // and what is written next is whole again
    records.accepts(Events.process(3, 71, "<bpmn:serviceTask id=\"a\"/>"));
    assertFalse(
        new TasklistRecords(new TasklessProcesses(file)).accepts(Events.variableOf(4, 71)));
  }

  @Test
  void noFlows() {
    assertFalse(
        records.accepts(Events.element(1, BpmnElementType.SEQUENCE_FLOW, SEQUENCE_FLOW_TAKEN)));
  }

  @Test
  void everythingElseThatTheExporterLetsThrough() {
    assertTrue(
        records.accepts(
            Events.event(
                1,
                1,
                ValueType.USER_TASK,
                UserTaskIntent.CREATED,
                ImmutableUserTaskRecordValue.builder().build())));
  }
}
