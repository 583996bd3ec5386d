package zhujian.feed;

import io.camunda.zeebe.protocol.record.value.deployment.Process;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deployed processes without a user task: no person ever sees what is in them. The broker tells of a
 * process once, when it is deployed; so that this is known after a restart, too, the keys are kept in a
 * file, one a line. A process that is not known here counts as one with tasks, so the file may be lost.
 */
final class TasklessProcesses {
  private static final String USER_TASK = "userTask";

  /** The line that a killed broker was writing may be half. */
  private static final Pattern LINE = Pattern.compile("(\\d{1,18});");

  private final Path file;
  private final Set<Long> definitions = new HashSet<>();

  /**
   * @param file where to keep them; null: nowhere
   */
  TasklessProcesses(final Path file) {
    this.file = file;
    if (file == null || !Files.exists(file)) return;
    try {
      for (final String line : Files.readAllLines(file)) {
        final Matcher whole = LINE.matcher(line);
        if (whole.matches()) definitions.add(Long.valueOf(whole.group(1)));
      }
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean contains(final long definitionKey) {
    return definitions.contains(definitionKey);
  }

  /** Looks at a process that was deployed. */
  void learn(final Process process) {
    final String model = new String(process.getResource(), StandardCharsets.UTF_8);
    if (model.contains(USER_TASK) || !definitions.add(process.getProcessDefinitionKey())) return;
    if (file == null) return;
    try {
      Files.writeString(
          file,
          "\n" + process.getProcessDefinitionKey() + ";",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (final IOException e) {
      // the broker logs it and brings the event again, which then goes through
      throw new UncheckedIOException(e);
    }
  }
}
