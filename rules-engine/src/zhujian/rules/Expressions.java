package zhujian.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.camunda.dmn.DmnEngine;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ValBoolean;

/** FEEL expressions and unary tests (the cells of input columns), read by the engine's own parser. */
final class Expressions {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FeelEngineApi feel = new DmnEngine.Builder().build().feelEngine();

  /**
   * What a {@code {text, unary}} says: {@code {failure}}, or {@code {tree}}, its syntax tree.
   */
  ObjectNode describe(JsonNode expression) {
    final var parsed = parse(expression.path("text").asText(), expression.path("unary").asBoolean());
    final var answer = JSON.createObjectNode();
    return parsed.isSuccess()
        ? answer.set("tree", SyntaxTree.of(parsed.parsedExpression().expression()))
        : answer.put("failure", parsed.failure().message());
  }

  private ParseResult parse(String text, boolean unary) {
    return unary ? feel.parseUnaryTests(text) : feel.parseExpression(text);
  }

  /** Whether a unary test {@code {text, values}} says yes or no to any of the values, and not null. */
  JsonNode decided(JsonNode test) throws IOException {
    final var parsed = feel.parseUnaryTests(test.path("text").asText());
    if (!parsed.isSuccess()) {
      return BooleanNode.FALSE;
    }
    for (final var value : test.path("values")) {
      final var input = JSON.readValue(value.traverse(), Object.class);
      final var result = feel.evaluateWithInput(parsed.parsedExpression(), input, Map.of());
      if (result.isSuccess() && result.result() instanceof ValBoolean) {
        return BooleanNode.TRUE;
      }
    }
    return BooleanNode.FALSE;
  }
}
