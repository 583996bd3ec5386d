package zhujian.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.el.ExpressionLanguage;
import io.camunda.zeebe.el.ExpressionLanguageFactory;
import io.camunda.zeebe.engine.processing.common.ExpressionProcessor;
import io.camunda.zeebe.engine.processing.deployment.model.BpmnFactory;
import io.camunda.zeebe.engine.processing.deployment.model.validation.ZeebeRuntimeValidators;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BaseElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledDecision;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeInput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.camunda.zeebe.model.bpmn.traversal.ModelWalker;
import io.camunda.zeebe.model.bpmn.validation.ValidationVisitor;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.xml.ModelParseException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.camunda.bpm.model.xml.validation.ModelElementValidator;

/** BPMN files as the broker reads, validates and transforms them when they are deployed. */
final class Diagrams {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExpressionLanguage feel =
      ExpressionLanguageFactory.createExpressionLanguage(ZonedDateTime::now);
  private final ExpressionProcessor processor =
      new ExpressionProcessor(feel, scope -> variable -> null);

  /**
   * What the engine would refuse in a BPMN file, {@code refused} with {@code {element, message}} each, and
   * the {@code variables} that its mappings, decisions and loops set.
   */
  ObjectNode read(JsonNode resource) {
    final var answer = JSON.createObjectNode();
    final var problems = answer.putArray("refused");
    final var variables = answer.putArray("variables");
    final var content = resource.path("content").asText().getBytes(StandardCharsets.UTF_8);
    final BpmnModelInstance model;
    try {
      model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
    } catch (ModelParseException e) {
      add(problems, "", e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
      return answer;
    }
    variablesOf(model).forEach(variables::add);
    // the second looks at what only makes sense once the first finds nothing, as in the broker
    validate(model, ZeebeDesignTimeValidators.VALIDATORS, problems);
    if (problems.isEmpty()) {
      validate(model, ZeebeRuntimeValidators.getValidators(feel, processor), problems);
    }
    if (problems.isEmpty()) {
      transform(model, problems);
    }
    return answer;
  }

  private static Set<String> variablesOf(BpmnModelInstance model) {
    final var names = new TreeSet<String>();
    model.getModelElementsByType(ZeebeInput.class).forEach(one -> names.add(one.getTarget()));
    model.getModelElementsByType(ZeebeOutput.class).forEach(one -> names.add(one.getTarget()));
    model
        .getModelElementsByType(ZeebeCalledDecision.class)
        .forEach(one -> names.add(one.getResultVariable()));
    model
        .getModelElementsByType(ZeebeLoopCharacteristics.class)
        .forEach(one -> names.add(String.valueOf(one.getInputElement())));
    return names;
  }

  private static void validate(
      BpmnModelInstance model,
      Collection<ModelElementValidator<?>> validators,
      ArrayNode problems) {
    final var visitor = new ValidationVisitor(validators);
    new ModelWalker(model).walk(visitor);
    visitor
        .getValidationResult()
        .getResults()
        .forEach(
            (element, results) ->
                results.forEach(result -> add(problems, idOf(element), result.getMessage())));
  }

  private static void transform(BpmnModelInstance model, ArrayNode problems) {
    try {
      BpmnFactory.createTransformer(InstantSource.system()).transformDefinitions(model);
    } catch (RuntimeException e) {
      add(problems, "", e.getMessage());
    }
  }

  /** The id of an element, or of the nearest one around it that has one: mappings have none. */
  private static String idOf(ModelElementInstance element) {
    for (var one = element; one != null; one = one.getParentElement()) {
      if (one instanceof final BaseElement named && named.getId() != null) {
        return named.getId();
      }
    }
    return "";
  }

  private static void add(ArrayNode problems, String element, String message) {
    problems.addObject().put("element", element).put("message", message);
  }
}
