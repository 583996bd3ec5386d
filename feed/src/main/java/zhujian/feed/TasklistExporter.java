package zhujian.feed;

import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.exporter.opensearch.OpensearchExporter;
import io.camunda.zeebe.protocol.record.Record;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Camunda's own exporter to OpenSearch, which sends no more than Tasklist reads and does not wait a
 * whole second with it. Operate needs everything: with it the broker uses Camunda's class itself.
 */
public final class TasklistExporter extends OpensearchExporter {
  /** `bulk.delay` knows whole seconds only. */
  private static final Duration DELAY = Duration.ofMillis(150);

  /** In the broker's own folder, which it is told by this name. */
  private static final String DATA_FOLDER = "ZJF_BROKER_DATA";

  private TasklistRecords wanted;

  @Override
  public void open(final Controller controller) {
    final String folder = System.getenv(DATA_FOLDER);
    wanted =
        new TasklistRecords(
            new TasklessProcesses(folder == null ? null : Path.of(folder, "taskless-processes")));
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
