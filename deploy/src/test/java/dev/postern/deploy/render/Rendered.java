package dev.postern.deploy.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;

/** What one kustomization renders to. */
public record Rendered(String name, List<Manifest> all) {

  private static final int CODE_POINTS = 20_000_000;
  private static final Map<String, Rendered> CACHE = new ConcurrentHashMap<>();

  /** The kustomizations that are applied as they are. */
  public static List<String> applied() {
    return List.of(
        "overlays/dev",
        "overlays/prod",
        "tenants/example",
        "components/addresses",
        "components/audit-lake");
  }

  /** A fresh copy that a test may change; the test is skipped without kubectl. */
  public static Rendered of(String kustomization) {
    Kubectl.orSkip();
    return CACHE.computeIfAbsent(kustomization, Rendered::render).copy();
  }

  private static Rendered render(String kustomization) {
    try {
      String yaml = Kubectl.kustomize(Project.manifests().resolve(kustomization));
      return new Rendered(kustomization, parse(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(kustomization + " does not render: " + e.getMessage(), e);
    }
  }

  public static List<Manifest> parse(String yaml) throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        mapper().readerFor(JsonNode.class).readValues(yaml)) {
      documents.forEachRemaining(
          document -> {
            if (document instanceof ObjectNode object) {
              manifests.add(new Manifest(object));
            }
          });
    }
    return manifests;
  }

  private static YAMLMapper mapper() {
    var options = new LoaderOptions();
    options.setCodePointLimit(CODE_POINTS);
    return new YAMLMapper(YAMLFactory.builder().loaderOptions(options).build());
  }

  private Rendered copy() {
    return new Rendered(
        name,
        new ArrayList<>(all.stream().map(one -> new Manifest(one.tree().deepCopy())).toList()));
  }

  public Stream<Manifest> ofKind(String kind) {
    return all.stream().filter(one -> one.kind().equals(kind));
  }

  public Optional<Manifest> find(String kind, String name) {
    return ofKind(kind).filter(one -> one.name().equals(name)).findFirst();
  }

  public Manifest get(String kind, String name) {
    return find(kind, name).orElseThrow(() -> new AssertionError("no " + kind + "/" + name));
  }

  @Override
  public String toString() {
    return name;
  }
}
