package dev.postern.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a reader asks for of a published schema. Less than a publisher of ours keeps to: a field
 * that may be null may be missing, as in what a version before that field or a platform wrote; and
 * a text may read as it likes.
 */
final class ReaderSchema {

  private ReaderSchema() {}

  /**
   * @return the same schema, changed in every part of it
   */
  static JsonNode of(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.remove("pattern");
      if (object.get("required") instanceof ArrayNode required) {
        object.set("required", withoutNullable(required, object.path("properties")));
      }
    }
    schema.forEach(ReaderSchema::of);
    return schema;
  }

  private static ArrayNode withoutNullable(ArrayNode required, JsonNode properties) {
    ArrayNode kept = required.arrayNode();
    for (JsonNode name : required) {
      if (!mayBeNull(properties.path(name.asText()))) {
        kept.add(name);
      }
    }
    return kept;
  }

  private static boolean mayBeNull(JsonNode property) {
    if (names(property.path("type"), "null")) {
      return true;
    }
    for (JsonNode choice : property.path("anyOf")) {
      if (mayBeNull(choice)) {
        return true;
      }
    }
    return false;
  }

  /** The keyword {@code type} is a word or a list of words. */
  private static boolean names(JsonNode type, String word) {
    if (type.isTextual()) {
      return type.asText().equals(word);
    }
    for (JsonNode one : type) {
      if (one.asText().equals(word)) {
        return true;
      }
    }
    return false;
  }
}
