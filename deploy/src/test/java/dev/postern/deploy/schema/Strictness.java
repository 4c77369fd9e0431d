package dev.postern.deploy.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/**
 * Makes plain JSON Schema of what Kubernetes publishes: unknown fields are errors, Kubernetes' own
 * keywords become types, formats that JSON Schema does not have are dropped.
 */
final class Strictness {

  private static final Set<String> OWN_META = Set.of("apiVersion", "kind", "metadata");

  private Strictness() {}

  /** Changes the schema and the schemas of its fields, items and values. */
  static void apply(JsonNode node) {
    if (node instanceof ObjectNode schema) {
      schema.path("properties").forEach(Strictness::apply);
      apply(schema.path("items"));
      apply(schema.path("additionalProperties"));
      schema.remove("format");
      widen(schema);
      close(schema);
    }
  }

  private static void widen(ObjectNode schema) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      types(schema, "integer", "string");
      schema.remove("anyOf");
    } else if (schema.path("nullable").asBoolean() && schema.path("type").isTextual()) {
      types(schema, schema.get("type").asText(), "null");
    }
  }

  /** A map has a schema for its values; an object that has properties has no others. */
  private static void close(ObjectNode schema) {
    if (!(schema.get("properties") instanceof ObjectNode properties)
        || schema.has("additionalProperties")
        || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      return;
    }
    if (schema.path("x-kubernetes-embedded-resource").asBoolean()) {
      OWN_META.forEach(name -> properties.putIfAbsent(name, schema.objectNode()));
    }
    schema.put("additionalProperties", false);
  }

  /** The types that a schema may have; patterns and bounds of one of them stay. */
  static void types(ObjectNode schema, String... types) {
    ArrayNode list = schema.putArray("type");
    for (String type : types) {
      list.add(TextNode.valueOf(type));
    }
  }
}
