package dev.postern.deploy.settings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The variables that a service reads, and those that it cannot do without. */
final class Variables {

  /** An injected setting, its default and its type. */
  private static final Pattern PROPERTY =
      Pattern.compile(
          "@ConfigProperty\\(\\s*name\\s*=\\s*\"([a-z.-]+)\""
              + "(\\s*,\\s*defaultValue\\s*=\\s*\"[^\"]*\")?\\s*\\)\\s*(\\w+)");

  /** A setting that another one is made of; what stands behind a colon is its default. */
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(postern\\.[a-z.-]+)(:?)");

  /** Java's own launcher reads it. */
  private static final String OPTIONS_OF_JAVA = "JDK_JAVA_OPTIONS";

  private final List<Pattern> quarkus;
  private final Map<String, Boolean> own = new TreeMap<>();
  private final Set<String> preset = new TreeSet<>();

  Variables(BuiltService service) throws IOException {
    quarkus = service.quarkus();
    for (Class<?> mapping : service.mappings()) {
      own.putAll(OwnSettings.of(mapping));
    }
    for (String module : List.of(service.name(), "outbox", "problem")) {
      properties(Project.root().resolve(module).resolve("src/main/java"));
    }
    var settings = new Properties();
    Path file =
        Project.root().resolve(service.name()).resolve("src/main/resources/application.properties");
    try (var reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    for (String name : settings.stringPropertyNames()) {
      preset.add(variable(name));
      EXPRESSION.matcher(settings.getProperty(name)).results().forEach(this::expression);
    }
  }

  private void expression(MatchResult found) {
    own.merge(variable(found.group(1)), found.group(2).isEmpty(), Boolean::logicalOr);
  }

  private void properties(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> PROPERTY.matcher(read(file)).results())
          .forEach(
              found ->
                  own.merge(
                      variable(found.group(1)),
                      found.group(2) == null && !found.group(3).startsWith("Optional"),
                      Boolean::logicalOr));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** What is wrong with the variables of a Deployment's containers. */
  List<String> problems(Manifest deployment) {
    List<String> problems = new ArrayList<>();
    JsonNode pod = deployment.at("/spec/template/spec");
    for (JsonNode container : Manifest.having(pod, "env")) {
      String who = deployment + " " + container.path("name").asText();
      Set<String> set = new TreeSet<>();
      container.get("env").forEach(variable -> set.add(variable.path("name").asText()));
      set.stream()
          .filter(name -> !isKnown(name))
          .forEach(name -> problems.add(who + " sets what nothing reads: " + name));
      // Migrations start the same application, which asks for all of them.
      own.entrySet().stream()
          .filter(Map.Entry::getValue)
          .map(Map.Entry::getKey)
          .filter(name -> !set.contains(name) && !preset.contains(name))
          .forEach(name -> problems.add(who + " does not set " + name));
    }
    return problems;
  }

  private boolean isKnown(String name) {
    if (name.startsWith("KAFKA_")) {
      String setting = name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
      return ConsumerConfig.configNames().contains(setting)
          || ProducerConfig.configNames().contains(setting);
    }
    return name.equals(OPTIONS_OF_JAVA)
        || own.containsKey(name)
        || quarkus.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}
