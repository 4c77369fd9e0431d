package dev.postern.deploy.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.deploy.render.Project;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Kubernetes' own kinds, from its OpenAPI document (Swagger 2.0). */
final class OpenApi {

  private static final String REF = "#/definitions/";
  private static final String INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
  private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";

  private static final OpenApi INSTANCE = new OpenApi(read());

  private final ObjectNode definitions;

  private OpenApi(ObjectNode definitions) {
    this.definitions = definitions;
    Strictness.types((ObjectNode) definitions.get(INT_OR_STRING), "integer", "string");
    Strictness.types((ObjectNode) definitions.get(QUANTITY), "number", "string");
    definitions.forEach(Strictness::apply);
  }

  static OpenApi kubernetes() {
    return INSTANCE;
  }

  private static ObjectNode read() {
    var file = Project.manifests().resolve("schemas/swagger.json.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return (ObjectNode) new ObjectMapper().readTree(in).get("definitions");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of a kind with all that it refers to, or empty when Kubernetes has no such kind. */
  Optional<ObjectNode> schema(String group, String version, String kind) {
    var fields = definitions.fields();
    while (fields.hasNext()) {
      var definition = fields.next();
      for (JsonNode gvk : definition.getValue().path("x-kubernetes-group-version-kind")) {
        if (gvk.path("group").asText().equals(group)
            && gvk.path("version").asText().equals(version)
            && gvk.path("kind").asText().equals(kind)) {
          return Optional.of(closure(definition.getKey()));
        }
      }
    }
    return Optional.empty();
  }

  private ObjectNode closure(String name) {
    ObjectNode schema = definitions.objectNode();
    schema.put("$ref", REF + name);
    collect(definitions.objectNode().put("$ref", REF + name), schema.putObject("definitions"));
    return schema;
  }

  private void collect(JsonNode node, ObjectNode into) {
    JsonNode ref = node.get("$ref");
    if (ref != null && ref.isTextual() && ref.asText().startsWith(REF)) {
      String name = ref.asText().substring(REF.length());
      if (!into.has(name)) {
        into.set(name, definitions.get(name));
        collect(definitions.get(name), into);
      }
    }
    node.forEach(child -> collect(child, into));
  }
}
