package zhujian.feed;

import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** The broker's side of an exporter: notes what it is told, runs what is scheduled when asked to. */
final class Broker implements Context, Controller {
  /** What the exporter said it has handed over for good, in the order in which it said so. */
  final List<Long> positions = new ArrayList<>();

  private record Later(Duration delay, Runnable task) {}

  private final Deque<Later> scheduled = new ArrayDeque<>();
  private final FeedConfiguration configuration;

  Broker(final FeedConfiguration configuration) {
    this.configuration = configuration;
  }

  /** Lets the time come for what is scheduled now. */
  void timePasses() {
    for (int n = scheduled.size(); n > 0; n--) scheduled.remove().task().run();
  }

  int scheduled() {
    return scheduled.size();
  }

  /** When the exporter comes next. */
  Duration next() {
    return scheduled.element().delay();
  }

  @Override
  public void updateLastExportedRecordPosition(final long position) {
    positions.add(position);
  }

  @Override
  public void updateLastExportedRecordPosition(final long position, final byte[] metadata) {
    positions.add(position);
  }

  @Override
  public long getLastExportedRecordPosition() {
    return positions.isEmpty() ? -1 : positions.getLast();
  }

  @Override
  public ScheduledTask scheduleCancellableTask(final Duration delay, final Runnable task) {
    final Later later = new Later(delay, task);
    scheduled.add(later);
    return () -> scheduled.remove(later);
  }

  @Override
  public Optional<byte[]> readMetadata() {
    return Optional.empty();
  }

  @Override
  public Logger getLogger() {
    return NOPLogger.NOP_LOGGER;
  }

  @Override
  public MeterRegistry getMeterRegistry() {
    return new SimpleMeterRegistry();
  }

  @Override
  public InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public int getPartitionId() {
    return 1;
  }

  @Override
  public void setFilter(final RecordFilter filter) {
    // the tests hand over what the broker would
  }

  @Override
  public Configuration getConfiguration() {
    return new Configuration() {
      @Override
      public String getId() {
        return "feed";
      }

      @Override
      public Map<String, Object> getArguments() {
        return Map.of();
      }

      @Override
      public <T> T instantiate(final Class<T> type) {
        return type.cast(configuration);
      }
    };
  }
}
