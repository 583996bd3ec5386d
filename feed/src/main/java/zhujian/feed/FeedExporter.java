package zhujian.feed;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.Record;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
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

  /** Class of SQL states: what was handed over cannot be held, now or later. */
  private static final String DATA_EXCEPTION = "22";

  private record Waiting(long position, String json) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private FeedConfiguration configuration;
  private FeedRecords wanted;
  private FeedStore store;
  private Logger log;
  private Controller controller;
  private int partition;
  private long seen = -1;
  private ScheduledTask next;
  private Duration nextAfter;
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
    if (taken) waiting.add(new Waiting(event.getPosition(), Storable.of(event.toJson())));
    if (waiting.size() >= configuration.batch && !away) tryToHandOver();
    else if (waiting.isEmpty()) schedule(QUIET);
    else schedule(away ? AGAIN_AFTER : Duration.ofMillis(configuration.delayMs));
  }

  /** One task at a time; what is wanted sooner does not wait for what may come later. */
  private void schedule(final Duration delay) {
    if (next != null) {
      if (delay.compareTo(nextAfter) >= 0) return;
      next.cancel();
    }
    nextAfter = delay;
    next = controller.scheduleCancellableTask(delay, this::onSchedule);
  }

  /** Nothing may leave this: an exception in a scheduled task would end the exporter. */
  private void onSchedule() {
    next = null;
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
      final List<Waiting> batch = waiting.stream().limit(configuration.batch).toList();
      take(batch);
      for (int n = 0; n < batch.size(); n++) waiting.remove();
      controller.updateLastExportedRecordPosition(batch.getLast().position());
    }
    if (seen >= 0) controller.updateLastExportedRecordPosition(seen);
  }

  private void take(final List<Waiting> batch) {
    final long position = batch.getLast().position();
    try {
      store.take(partition, position, batch.stream().map(Waiting::json).toList());
    } catch (final SQLException problem) {
      final String state = String.valueOf(problem.getSQLState());
      if (state.startsWith(DATA_EXCEPTION)) {
        passOverOne(batch, state);
        return;
      }
      // never its message: that of a batch holds the values
      if (!away) log.warn("The record cannot take the feed (SQL state {})", state);
      away = true;
      throw new FeedAway();
    }
    if (away) log.info("The record takes the feed again, {} events waited", waiting.size());
    away = false;
  }

  /** One event that the record cannot hold must not keep the others back: it is named and passed over. */
  private void passOverOne(final List<Waiting> batch, final String state) {
    if (batch.size() > 1) {
      for (final Waiting one : batch) take(List.of(one));
      return;
    }
    final long position = batch.getFirst().position();
    log.error("The event at position {} cannot be held (SQL state {}): passed over", position, state);
    try {
      store.take(partition, position, List.of());
    } catch (final SQLException problem) {
      away = true;
      throw new FeedAway();
    }
  }

  /** The record did not take a batch. */
  private static final class FeedAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedAway() {
      super("the record cannot take the feed");
    }
  }
}
