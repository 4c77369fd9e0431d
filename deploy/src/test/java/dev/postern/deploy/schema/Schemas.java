package dev.postern.deploy.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.postern.deploy.render.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The schema of every kind that the manifests use, read once. */
public final class Schemas {

  private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V4);

  private static final Map<String, Optional<JsonSchema>> KINDS = new ConcurrentHashMap<>();

  private Schemas() {}

  /** What is wrong with a manifest; empty when nothing is. */
  public static List<String> problems(Manifest manifest) {
    String key = manifest.apiVersion() + " " + manifest.kind();
    return KINDS
        .computeIfAbsent(key, absent -> find(manifest))
        .map(
            schema ->
                schema.validate(manifest.tree()).stream().map(m -> manifest + " " + m).toList())
        .orElseGet(() -> List.of(manifest + ": no schema has " + key));
  }

  private static Optional<JsonSchema> find(Manifest manifest) {
    String api = manifest.apiVersion();
    int slash = api.indexOf('/');
    String group = slash < 0 ? "" : api.substring(0, slash);
    String version = api.substring(slash + 1);
    return OpenApi.kubernetes()
        .schema(group, version, manifest.kind())
        .or(() -> CustomResources.operators().schema(group, version, manifest.kind()))
        .or(() -> own(manifest.kind()))
        .map(FACTORY::getSchema);
  }

  /** Prometheus Operator's kinds, as far as they are used here: see {@code schemas/README.md}. */
  private static Optional<ObjectNode> own(String kind) {
    try (InputStream in = Schemas.class.getResourceAsStream("/schemas/" + kind + ".json")) {
      return in == null
          ? Optional.empty()
          : Optional.of((ObjectNode) new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
