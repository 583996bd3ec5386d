package zhujian.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The engine's own DMN, FEEL and BPMN libraries behind JSON lines: one request a line comes in, one answer a
 * line goes out, in the same order. A request is {@code {"op": …, …}}; an answer is {@code {"result": …}}, or
 * {@code {"error": "…"}} where the request itself was wrong. Ends with its input.
 */
public final class Main {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Decisions decisions = new Decisions();
  private final Expressions expressions = new Expressions();
  private final Diagrams diagrams = new Diagrams();

  public static void main(String[] args) throws Exception {
    // whatever a library prints must not get between the answers
    final var answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    final var requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
    final var main = new Main();
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.write(JSON.writeValueAsBytes(main.answer(line)));
      answers.write('\n');
      answers.flush();
    }
  }

  private ObjectNode answer(String line) {
    final var answer = JSON.createObjectNode();
    try {
      return answer.set("result", handle(JSON.readTree(line)));
    } catch (Exception | StackOverflowError e) {
      return answer.put("error", e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private JsonNode handle(JsonNode request) throws Exception {
    return switch (request.path("op").asText()) {
      case "load" -> decisions.load(request.path("set").asText(), request.path("resources"));
      case "evaluate" -> decisions.evaluate(request.path("set").asText(), request.path("asked"));
      case "tables" -> each(request.path("resources"), decisions::problemOf);
      case "diagrams" -> each(request.path("resources"), diagrams::read);
      case "expressions" -> each(request.path("expressions"), expressions::describe);
      case "decided" -> each(request.path("tests"), expressions::decided);
      case "memory" -> memory();
      default -> throw new IllegalArgumentException("unknown op " + request.path("op"));
    };
  }

  private interface Answering {
    JsonNode to(JsonNode one) throws Exception;
  }

  private static ArrayNode each(JsonNode all, Answering answering) throws Exception {
    final var answers = JSON.createArrayNode();
    for (final var one : all) {
      answers.add(answering.to(one));
    }
    return answers;
  }

  /** Bytes in use after a collection, and what was taken from the machine. */
  private static ObjectNode memory() {
    System.gc();
    final var runtime = Runtime.getRuntime();
    return JSON.createObjectNode()
        .put("used", runtime.totalMemory() - runtime.freeMemory())
        .put("taken", runtime.totalMemory());
  }
}
