package dev.postern.deploy.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** One object of the rendered output. */
public record Manifest(ObjectNode tree) {

  public String apiVersion() {
    return tree.path("apiVersion").asText();
  }

  public String kind() {
    return tree.path("kind").asText();
  }

  public String name() {
    return at("/metadata/name").asText();
  }

  public String namespace() {
    return at("/metadata/namespace").asText();
  }

  public JsonNode at(String pointer) {
    return tree.at(pointer);
  }

  /** The object to change, for mutants. */
  public ObjectNode object(String pointer) {
    return (ObjectNode) tree.at(pointer);
  }

  public Map<String, String> labels(String pointer) {
    return strings(at(pointer));
  }

  public static Map<String, String> strings(JsonNode map) {
    Map<String, String> strings = new TreeMap<>();
    map.fields().forEachRemaining(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
    return strings;
  }

  public static List<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** All objects below a node that have a field of that name. */
  public static List<JsonNode> having(JsonNode node, String field) {
    List<JsonNode> found = new ArrayList<>();
    if (node.isObject() && node.has(field)) {
      found.add(node);
    }
    node.forEach(child -> found.addAll(having(child, field)));
    return found;
  }

  @Override
  public String toString() {
    return kind() + "/" + name();
  }
}
