package dev.postern.deploy.admission;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.runtime.CelEvaluationException;
import dev.postern.deploy.render.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A ValidatingAdmissionPolicy, asked as the API server asks it. */
record AdmissionPolicy(Manifest manifest) {

  /** Numbers in CEL have 64 bits. */
  private static final ObjectMapper VALUES =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  /**
   * Why it refuses; empty where it does not, or where the request is none of its.
   *
   * @param review {@code request}, {@code object} and what else expressions may name
   */
  List<String> refusals(ObjectNode review) {
    Map<String, Object> variables = values(review);
    if (!isMeant(review.path("request")) || !conditionsHold(variables)) {
      return List.of();
    }
    variables.put("variables", ownVariables(variables));
    List<String> refusals = new ArrayList<>();
    for (JsonNode validation : manifest.at("/spec/validations")) {
      if (!holds(validation, variables)) {
        refusals.add(validation.path("message").asText());
      }
    }
    return refusals;
  }

  Set<String> messages() {
    return new TreeSet<>(manifest.at("/spec/validations").findValuesAsText("message"));
  }

  private static Map<String, Object> values(ObjectNode review) {
    Map<String, Object> values = new HashMap<>();
    for (String name : List.of("request", "object", "oldObject", "namespaceObject")) {
      // What a request has not is null, but a map of Java's with a null is none of CEL's.
      values.put(name, VALUES.convertValue(review.path(name), Object.class));
    }
    values.values().removeIf(value -> value == null);
    return values;
  }

  private boolean isMeant(JsonNode request) {
    String resource = request.at("/resource/resource").asText();
    String whole =
        request.has("subResource")
            ? resource + "/" + request.path("subResource").asText()
            : resource;
    return Manifest.items(manifest.at("/spec/matchConstraints/resourceRules")).stream()
        .anyMatch(
            rule ->
                has(rule, "apiGroups", request.at("/resource/group").asText())
                    && has(rule, "apiVersions", request.at("/resource/version").asText())
                    && has(rule, "operations", request.path("operation").asText())
                    && has(rule, "resources", whole));
  }

  private static boolean has(JsonNode rule, String field, String value) {
    return Manifest.items(rule.path(field)).stream().anyMatch(one -> one.asText().equals(value));
  }

  private boolean conditionsHold(Map<String, Object> variables) {
    return Manifest.items(manifest.at("/spec/matchConditions")).stream()
        .allMatch(condition -> holds(condition, variables));
  }

  private Map<String, Object> ownVariables(Map<String, Object> variables) {
    Map<String, Object> own = new HashMap<>();
    for (JsonNode variable : manifest.at("/spec/variables")) {
      try {
        own.put(
            variable.path("name").asText(),
            KubernetesCel.evaluate(variable.path("expression").asText(), variables));
      } catch (CelEvaluationException e) {
        throw new AssertionError(manifest + " has a variable without a value", e);
      }
    }
    return own;
  }

  /** An error refuses like a no: failurePolicy Fail, which a rule asks for. */
  private static boolean holds(JsonNode rule, Map<String, Object> variables) {
    try {
      return Boolean.TRUE.equals(
          KubernetesCel.evaluate(rule.path("expression").asText(), variables));
    } catch (CelEvaluationException e) {
      return false;
    }
  }
}
