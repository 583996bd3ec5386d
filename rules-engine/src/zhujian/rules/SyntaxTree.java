package zhujian.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import scala.Option;
import scala.Product;
import scala.collection.Iterable;

/**
 * The syntax tree of an expression as JSON. A node is {@code [kind, part, …]}, e.g.
 * {@code ["Equal", ["Ref", {"list": ["data", "kind"]}], ["ConstString", "A"]]}; a list is
 * {@code {"list": […]}}.
 */
final class SyntaxTree {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SyntaxTree() {}

  static JsonNode of(Object node) {
    return switch (node) {
      case null -> NullNode.instance;
      case String text -> JSON.getNodeFactory().textNode(text);
      case Boolean truth -> JSON.getNodeFactory().booleanNode(truth);
      case scala.math.BigDecimal number -> JSON.getNodeFactory().numberNode(number.bigDecimal());
      case Option<?> option -> option.isEmpty() ? NullNode.instance : of(option.get());
      case Iterable<?> list -> listOf(list);
      case Product product -> nodeOf(product);
      // dates and durations
      default -> JSON.getNodeFactory().textNode(node.toString());
    };
  }

  private static JsonNode listOf(Iterable<?> list) {
    final var answer = JSON.createObjectNode();
    final var items = answer.putArray("list");
    for (final var iterator = list.iterator(); iterator.hasNext(); ) {
      items.add(of(iterator.next()));
    }
    return answer;
  }

  private static JsonNode nodeOf(Product product) {
    final var node = JSON.createArrayNode().add(product.productPrefix());
    for (final var parts = product.productIterator(); parts.hasNext(); ) {
      node.add(of(parts.next()));
    }
    return node;
  }
}
