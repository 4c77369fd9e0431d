package dev.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** How a service's image starts it, and how much memory its manifest gives it. */
final class ServiceImage {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern ENTRYPOINT = Pattern.compile("(?m)^ENTRYPOINT (\\[.*])$");
  private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=(?:\"([^\"]*)\"|(\\S+))");
  private static final Pattern QUANTITY = Pattern.compile("(\\d+)Mi");

  private final String service;
  private final String dockerfile;

  ServiceImage(String service) throws IOException {
    this.service = service;
    this.dockerfile =
        Files.readString(Postern.ROOT.resolve("deploy/images/" + service + "/Dockerfile"));
  }

  /** In bytes, as the manifest says. */
  long memoryLimit() throws IOException {
    Path manifest = Postern.ROOT.resolve("deploy/k8s/base/" + service + "/deployment.yaml");
    JsonNode containers = YAML.readTree(manifest.toFile()).at("/spec/template/spec/containers");
    String limit =
        StreamSupport.stream(containers.spliterator(), false)
            .filter(container -> container.path("name").asText().equals(service))
            .map(container -> container.at("/resources/limits/memory").asText())
            .findFirst()
            .orElseThrow();
    Matcher quantity = QUANTITY.matcher(limit);
    if (!quantity.matches()) {
      throw new AssertionError("not in Mi: " + limit);
    }
    return Long.parseLong(quantity.group(1)) << 20;
  }

  /** The words of its entry point, with this machine's Java and the jar that was built here. */
  List<String> command(Path jar) throws IOException {
    Matcher entrypoint = ENTRYPOINT.matcher(dockerfile);
    if (!entrypoint.find()) {
      throw new AssertionError("no entry point in the Dockerfile of " + service);
    }
    List<String> command = new ArrayList<>();
    YAML.readTree(entrypoint.group(1)).forEach(word -> command.add(word.asText()));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.set(command.size() - 1, jar.toString());
    return command;
  }

  /** Its environment variables. */
  Map<String, String> environment() {
    Map<String, String> all = new HashMap<>();
    for (String line : dockerfile.replace("\\\n", " ").split("\n")) {
      Matcher variable = VARIABLE.matcher(line);
      while (line.startsWith("ENV ") && variable.find()) {
        String quoted = variable.group(2);
        all.put(variable.group(1), quoted == null ? variable.group(3) : quoted);
      }
    }
    return all;
  }
}
