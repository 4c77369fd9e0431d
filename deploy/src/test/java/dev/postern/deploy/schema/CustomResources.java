package dev.postern.deploy.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Project;
import dev.postern.deploy.render.Rendered;
import dev.postern.deploy.render.Tarball;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The operators' kinds. Definitions are large: a file is parsed when a kind of it is asked for. */
final class CustomResources {

  private static final CustomResources INSTANCE = new CustomResources(read());

  private final Map<String, String> files;

  private CustomResources(Map<String, String> files) {
    this.files = files;
  }

  static CustomResources operators() {
    return INSTANCE;
  }

  private static Map<String, String> read() {
    Map<String, String> files = new TreeMap<>();
    try {
      Tarball.search(
          Project.manifests().resolve("schemas/crds.tar.gz"),
          (name, content) -> {
            files.put(name, new String(content, UTF_8));
            return Optional.empty();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  Optional<ObjectNode> schema(String group, String version, String kind) {
    return files.values().stream()
        .filter(text -> text.contains("group: " + group + "\n"))
        .flatMap(CustomResources::documents)
        .filter(text -> text.contains("kind: " + kind + "\n"))
        .flatMap(text -> parsed(text).stream())
        .filter(
            crd ->
                crd.at("/spec/group").asText().equals(group)
                    && crd.at("/spec/names/kind").asText().equals(kind))
        .flatMap(crd -> Manifest.items(crd.at("/spec/versions")).stream())
        .filter(one -> one.path("name").asText().equals(version) && one.path("served").asBoolean())
        .map(one -> strict(one.at("/schema/openAPIV3Schema")))
        .findFirst();
  }

  private static Stream<String> documents(String text) {
    return Arrays.stream(text.split("(?m)^---$"));
  }

  private static List<Manifest> parsed(String text) {
    try {
      return Rendered.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode strict(JsonNode schema) {
    ObjectNode root = schema.deepCopy();
    Strictness.apply(root);
    ObjectNode properties = root.withObject("/properties");
    properties.putObject("metadata").put("type", "object");
    properties.putObject("apiVersion").put("type", "string");
    properties.putObject("kind").put("type", "string");
    return root;
  }
}
