package zhujian.feed;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;

/**
 * Brings the engine's events into the record, in order and each once: a batch and the position up to
 * which the record has everything are one transaction there. Whatever is killed in between, the broker
 * begins again somewhere before, and the record passes over what it has.
 *
 * <p>Called by one thread, also the scheduled tasks.
 */
public final class FeedExporter implements Exporter {
  private static final Duration AGAIN_AFTER = Duration.ofMillis(500);

  /** How long a position moved only by events nobody wants may wait to be told to the broker. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private record Waiting(long position, String json) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private FeedConfiguration configuration;
  private FeedRecords wanted;
  private FeedStore store;
  private Logger log;
  private Controller controller;
  private int partition;
  private long seen = -1;
  private boolean scheduled;
  private boolean away;

  @Override
  public void configure(final Context context) {
    configuration = context.getConfiguration().instantiate(FeedConfiguration.class);
    if (configuration.url.isBlank()) throw new IllegalArgumentException("the feed needs args.url");
    wanted = new FeedRecords(configuration.flows);
    context.setFilter(wanted);
    log = context.getLogger();
    partition = context.getPartitionId();
    store = new FeedStore(configuration);
  }

  @Override
  public void open(final Controller controller) {
    this.controller = controller;
  }

  @Override
  public void close() {
    if (store != null) store.close();
  }

  /**
   * Takes an event. Throws before it takes it, if too many are waiting: the broker then brings the same
   * one again.
   */
  @Override
  public void export(final Record<?> event) {
    final boolean taken = wanted.accepts(event);
    if (taken && waiting.size() >= configuration.hold) handOver();
    seen = event.getPosition();
    if (taken) waiting.add(new Waiting(event.getPosition(), event.toJson()));
    if (waiting.size() >= configuration.batch && !away) tryToHandOver();
    else schedule(waiting.isEmpty() ? QUIET : Duration.ofMillis(configuration.delayMs));
  }

  private void schedule(final Duration delay) {
    if (scheduled) return;
    scheduled = true;
    controller.scheduleCancellableTask(delay, this::onSchedule);
  }

  /** Nothing may leave this: an exception in a scheduled task would end the exporter. */
  private void onSchedule() {
    scheduled = false;
    tryToHandOver();
  }

  private void tryToHandOver() {
    try {
      handOver();
    } catch (final FeedAway problem) {
      schedule(AGAIN_AFTER);
    }
  }

  private void handOver() {
    while (!waiting.isEmpty()) {
      final List<String> events = new ArrayList<>();
      long position = -1;
      for (final Waiting one : waiting) {
        if (events.size() == configuration.batch) break;
        events.add(one.json());
        position = one.position();
      }
      take(position, events);
      for (int n = 0; n < events.size(); n++) waiting.remove();
      controller.updateLastExportedRecordPosition(position);
    }
    if (seen >= 0) controller.updateLastExportedRecordPosition(seen);
  }

  private void take(final long position, final List<String> events) {
    try {
      store.take(partition, position, events);
    } catch (final SQLException problem) {
      // never its message: that of a batch holds the values
      if (!away) log.warn("The record cannot take the feed (SQL state {})", problem.getSQLState());
      away = true;
      throw new FeedAway();
    }
    if (away) log.info("The record takes the feed again, {} events waited", waiting.size());
    away = false;
  }

  /** The record did not take a batch. */
  private static final class FeedAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedAway() {
      super("the record cannot take the feed");
    }
  }
}
