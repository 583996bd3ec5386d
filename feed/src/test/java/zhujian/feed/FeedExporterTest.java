package zhujian.feed;

import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_ACTIVATED;
import static io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent.ELEMENT_ACTIVATING;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How events are handed over, against a real PostgreSQL that can be made to refuse them. */
class FeedExporterTest {
  private final FeedConfiguration configuration = new FeedConfiguration();
  private TestRecord record;
  private Broker broker;
  private FeedExporter exporter;

  @BeforeEach
  void begin() throws SQLException {
    record = new TestRecord();
    record.configure(configuration);
    configuration.batch = 3;
    configuration.hold = 5;
    broker = new Broker(configuration);
    exporter = new FeedExporter();
    exporter.configure(broker);
    exporter.open(broker);
  }

  @AfterEach
  void end() throws SQLException {
    exporter.close();
    record.close();
  }

  @Test
  void withoutAnAddressItDoesNotStart() {
    final FeedConfiguration empty = new FeedConfiguration();
    assertThrows(
        IllegalArgumentException.class, () -> new FeedExporter().configure(new Broker(empty)));
  }

  @Test
  void fullBatchesAtOnceAndTheRestAfterAMoment() throws SQLException {
    export(1, 7);
    assertEquals(List.of(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L)), record.batches());
    assertEquals(6, broker.getLastExportedRecordPosition());
    broker.timePasses();
    assertEquals(List.of(7L), record.batches().getLast());
    assertEquals(7, broker.getLastExportedRecordPosition());
  }

  @Test
  void thePositionMovesOnlyAfterTheCommit() throws SQLException {
    record.refuses(true);
    export(1, 2);
    broker.timePasses();
    assertEquals(List.of(), broker.positions);
    record.refuses(false);
    broker.timePasses();
    assertEquals(List.of(List.of(1L, 2L)), record.batches());
    assertEquals(2, broker.getLastExportedRecordPosition());
  }

  @Test
  void whatWaitedComesInOrderInBatchesOfTheSizeAllowed() throws SQLException {
    record.refuses(true);
    export(1, 5);
    record.refuses(false);
    broker.timePasses();
    assertEquals(List.of(List.of(1L, 2L, 3L), List.of(4L, 5L)), record.batches());
    // after each batch: a kill between two brings only the second again
    assertEquals(List.of(3L, 5L, 5L), broker.positions);
  }

  @Test
  void tooManyWaitingItThrowsBeforeItTakes() throws SQLException {
    record.refuses(true);
    export(1, 5);
    assertThrows(RuntimeException.class, () -> export(6, 6));
    assertThrows(RuntimeException.class, () -> export(6, 6));
    record.refuses(false);
    // the broker brings the same one again
    export(6, 6);
    broker.timePasses();
    assertEquals(LongStream.rangeClosed(1, 6).boxed().toList(), record.taken());
    assertEquals(6, broker.getLastExportedRecordPosition());
  }

  @Test
  void aScheduledTaskNeverThrowsAndComesAgain() throws SQLException {
    record.refuses(true);
    export(1, 1);
    for (int n = 0; n < 3; n++) {
      assertDoesNotThrow(broker::timePasses);
      assertEquals(1, broker.scheduled());
    }
  }

  @Test
  void eventsNobodyWantsMoveThePositionButNotPastOneThatWaits() throws SQLException {
    exporter.export(unwanted(1));
    broker.timePasses();
    assertEquals(List.of(1L), broker.positions);
    record.refuses(true);
    export(2, 2);
    exporter.export(unwanted(3));
    broker.timePasses();
    assertEquals(List.of(1L), broker.positions);
    record.refuses(false);
    broker.timePasses();
    assertEquals(3, broker.getLastExportedRecordPosition());
    assertEquals(List.of(2L), record.taken());
  }

  @Test
  void anEventDoesNotWaitForAMomentMeantForEventsNobodyWants() throws SQLException {
    exporter.export(unwanted(1));
    export(2, 2);
    assertEquals(1, broker.scheduled());
    assertEquals(Duration.ofMillis(configuration.delayMs), broker.next());
    exporter.export(unwanted(3));
    assertEquals(Duration.ofMillis(configuration.delayMs), broker.next());
    broker.timePasses();
    assertEquals(List.of(2L), record.taken());
  }

  @Test
  void anEventThatCannotBeHeldIsPassedOverAndHoldsNobodyUp() throws SQLException {
    record.cannotHold(2);
    export(1, 4);
    broker.timePasses();
    assertEquals(List.of(1L, 3L, 4L), record.taken());
    assertEquals(4, broker.getLastExportedRecordPosition());
  }

  @Test
  void aConnectionThatBreaksIsMadeAgain() throws SQLException {
    export(1, 3);
    record.breakConnections();
    export(4, 6);
    assertEquals(3, broker.getLastExportedRecordPosition());
    broker.timePasses();
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), record.taken());
    assertEquals(6, broker.getLastExportedRecordPosition());
  }

  @Test
  void aRecordThatIsNotThereHoldsNobodyUpForLong() {
    configuration.url = "jdbc:postgresql://127.0.0.1:1/nowhere";
    final FeedExporter lost = new FeedExporter();
    lost.configure(broker);
    lost.open(broker);
    final long begun = System.nanoTime();
    for (long position = 1; position <= 5; position++) lost.export(wanted(position));
    broker.timePasses();
    assertTrue(System.nanoTime() - begun < 10e9);
    assertEquals(List.of(), broker.positions);
  }

  private void export(final long from, final long to) {
    for (long position = from; position <= to; position++) exporter.export(wanted(position));
  }

  private static Record<?> wanted(final long position) {
    return Events.element(position, BpmnElementType.USER_TASK, ELEMENT_ACTIVATING);
  }

  private static Record<?> unwanted(final long position) {
    return Events.element(position, BpmnElementType.USER_TASK, ELEMENT_ACTIVATED);
  }
}
