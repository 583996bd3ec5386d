package zhujian.xml;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * The JDK's parsers of XML, which read the schemas that a program names once and not again with each
 * document. Camunda's parser of tables names six, and three quarters of its time went into reading them.
 * Chosen by {@code -Djavax.xml.parsers.DocumentBuilderFactory=zhujian.xml.SchemasReadOnce}; whoever names no
 * schema gets the JDK's parser as it is.
 */
public final class SchemasReadOnce extends DocumentBuilderFactory {

  private static final String LANGUAGE =
      "http://java.sun.com/xml/jaxp/properties/schemaLanguage";
  private static final String SOURCE = "http://java.sun.com/xml/jaxp/properties/schemaSource";

  /** addresses of schemas → what they say; a program names few */
  private static final Map<List<String>, Schema> READ = new ConcurrentHashMap<>();

  private final DocumentBuilderFactory jdk = DocumentBuilderFactory.newDefaultInstance();

  @Override
  public DocumentBuilder newDocumentBuilder() throws ParserConfigurationException {
    jdk.setNamespaceAware(isNamespaceAware());
    jdk.setIgnoringElementContentWhitespace(isIgnoringElementContentWhitespace());
    jdk.setIgnoringComments(isIgnoringComments());
    jdk.setExpandEntityReferences(isExpandEntityReferences());
    jdk.setCoalescing(isCoalescing());
    // with a schema given, this would ask for a DTD besides
    jdk.setValidating(isValidating() && jdk.getSchema() == null);
    return jdk.newDocumentBuilder();
  }

  @Override
  public void setAttribute(String name, Object value) {
    if (SOURCE.equals(name)) {
      jdk.setSchema(READ.computeIfAbsent(addressesOf(value), SchemasReadOnce::read));
    } else if (!LANGUAGE.equals(name) || !XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(value)) {
      jdk.setAttribute(name, value);
    }
  }

  private static List<String> addressesOf(Object value) {
    final var all = value instanceof Object[] many ? Arrays.stream(many) : Stream.of(value);
    return all.map(String.class::cast).toList();
  }

  private static Schema read(List<String> addresses) {
    try {
      final var sources = addresses.stream().map(StreamSource::new).toArray(Source[]::new);
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(sources);
    } catch (SAXException problem) {
      throw new IllegalArgumentException("no schema at " + addresses, problem);
    }
  }

  @Override
  public Object getAttribute(String name) {
    return jdk.getAttribute(name);
  }

  @Override
  public void setFeature(String name, boolean value) throws ParserConfigurationException {
    jdk.setFeature(name, value);
  }

  @Override
  public boolean getFeature(String name) throws ParserConfigurationException {
    return jdk.getFeature(name);
  }

  @Override
  public void setSchema(Schema schema) {
    jdk.setSchema(schema);
  }

  @Override
  public Schema getSchema() {
    return jdk.getSchema();
  }

  @Override
  public void setXIncludeAware(boolean aware) {
    jdk.setXIncludeAware(aware);
  }

  @Override
  public boolean isXIncludeAware() {
    return jdk.isXIncludeAware();
  }
}
