package zhujian.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.camunda.zeebe.dmn.DecisionEngine;
import io.camunda.zeebe.dmn.DecisionEngineFactory;
import io.camunda.zeebe.dmn.EvaluatedDecision;
import io.camunda.zeebe.dmn.ParsedDecisionRequirementsGraph;
import io.camunda.zeebe.dmn.impl.VariablesContext;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Decisions as the broker parses and evaluates them, by sets of DMN files that have a name. */
final class Decisions {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One a thread: it writes answers into a buffer of its own. What it parsed serves all. */
  private final ThreadLocal<DecisionEngine> engine =
      ThreadLocal.withInitial(DecisionEngineFactory::createDecisionEngine);

  /** name of a set → id of a decision → the graph it is in */
  private final Map<String, Map<String, ParsedDecisionRequirementsGraph>> sets = new HashMap<>();

  /**
   * Parses the files of a set and keeps them under its name, instead of what was there.
   *
   * @return the ids of its decisions
   * @throws IllegalArgumentException if the engine would not take one of them
   */
  ArrayNode load(String set, JsonNode resources) {
    final var graphs = new HashMap<String, ParsedDecisionRequirementsGraph>();
    for (final var resource : resources) {
      final var graph = parse(resource);
      if (!graph.isValid()) {
        throw new IllegalArgumentException(
            resource.path("name").asText() + ": " + graph.getFailureMessage());
      }
      graph.getDecisions().forEach(decision -> graphs.put(decision.getId(), graph));
    }
    sets.put(set, graphs);
    return JSON.valueToTree(graphs.keySet());
  }

  /** Why the engine would refuse a DMN file, null where it takes it. */
  JsonNode problemOf(JsonNode resource) {
    final var graph = parse(resource);
    return graph.isValid() ? NullNode.instance : TextNode.valueOf(graph.getFailureMessage());
  }

  private ParsedDecisionRequirementsGraph parse(JsonNode resource) {
    final var content = resource.path("content").asText().getBytes(StandardCharsets.UTF_8);
    return engine.get().parse(new ByteArrayInputStream(content));
  }

  /** One answer for each {@code {decisionId, facts}}, in that order, on all processors. */
  ArrayNode evaluate(String set, JsonNode asked) {
    final var graphs = sets.get(set);
    if (graphs == null) {
      throw new IllegalArgumentException("no set " + set + " was loaded");
    }
    final var answers =
        IntStream.range(0, asked.size())
            .parallel()
            .mapToObj(asked::get)
            .map(one -> evaluate(graphs, one.path("decisionId").asText(), one.path("facts")))
            .toList();
    return JSON.createArrayNode().addAll(answers);
  }

  private ObjectNode evaluate(
      Map<String, ParsedDecisionRequirementsGraph> graphs, String id, JsonNode facts) {
    final var graph = graphs.get(id);
    if (graph == null) {
      return JSON.createObjectNode().put("failure", "no decision " + id);
    }
    // the way of the facts into the broker, so that numbers are of the same kind
    final var document = MsgPackConverter.convertToMsgPack(facts.toString());
    final var variables = MsgPackConverter.convertToMap(new UnsafeBuffer(document));
    final var result = engine.get().evaluateDecisionById(graph, id, new VariablesContext(variables));
    if (result.isFailure()) {
      return JSON.createObjectNode()
          .put(
              "failure",
              "decision %s failed: %s"
                  .formatted(result.getFailedDecisionId(), result.getFailureMessage()));
    }
    final var answer = JSON.createObjectNode();
    answer.set("output", parsed(text(result.getOutput())));
    final var matches = answer.putArray("matches");
    result.getEvaluatedDecisions().forEach(decision -> addMatches(matches, decision));
    return answer;
  }

  private static void addMatches(ArrayNode matches, EvaluatedDecision decision) {
    final var inputs = JSON.createArrayNode();
    for (final var input : decision.evaluatedInputs()) {
      inputs.add(value(input.inputName(), input.inputValue()));
    }
    for (final var rule : decision.matchedRules()) {
      final var match =
          matches
              .addObject()
              .put("decisionId", decision.decisionId())
              .put("decisionName", decision.decisionName())
              .put("ruleId", rule.ruleId());
      match.set("inputs", inputs);
      final var outputs = match.putArray("outputs");
      for (final var output : rule.evaluatedOutputs()) {
        outputs.add(value(output.outputName(), output.outputValue()));
      }
    }
  }

  private static ObjectNode value(String label, DirectBuffer value) {
    return JSON.createObjectNode().put("label", label).put("value", text(value));
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(DirectBuffer value) {
    return MsgPackConverter.convertToJson(value);
  }
}
