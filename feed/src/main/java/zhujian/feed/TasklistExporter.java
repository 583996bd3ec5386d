package zhujian.feed;

import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.exporter.opensearch.OpensearchExporter;
import io.camunda.zeebe.protocol.record.Record;
import java.time.Duration;
import java.util.Optional;

/**
 * Camunda's own exporter to OpenSearch, which sends no more than Tasklist reads and does not wait a
 * whole second with it. Operate needs everything: with it the broker uses Camunda's class itself.
 */
public final class TasklistExporter extends OpensearchExporter {
  /** `bulk.delay` knows whole seconds only. */
  private static final Duration DELAY = Duration.ofMillis(150);

  private final TasklistRecords wanted = new TasklistRecords();

  @Override
  public void open(final Controller controller) {
    super.open(new SoonerController(controller));
  }

  @Override
  public void export(final Record<?> event) {
    if (wanted.accepts(event)) super.export(event);
  }

  /** Whatever is to be done later is done after {@link #DELAY}. */
  private record SoonerController(Controller controller) implements Controller {
    @Override
    public void updateLastExportedRecordPosition(final long position) {
      controller.updateLastExportedRecordPosition(position);
    }

    @Override
    public void updateLastExportedRecordPosition(final long position, final byte[] metadata) {
      controller.updateLastExportedRecordPosition(position, metadata);
    }

    @Override
    public long getLastExportedRecordPosition() {
      return controller.getLastExportedRecordPosition();
    }

    @Override
    public ScheduledTask scheduleCancellableTask(final Duration ignored, final Runnable task) {
      return controller.scheduleCancellableTask(DELAY, task);
    }

    @Override
    public Optional<byte[]> readMetadata() {
      return controller.readMetadata();
    }
  }
}
