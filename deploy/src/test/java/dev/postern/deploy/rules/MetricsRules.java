package dev.postern.deploy.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Project;
import dev.postern.deploy.render.Rendered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Alerts and dashboards ask for metrics that exist, and each alert says what to do. */
final class MetricsRules {

  private static final Pattern METRIC = Pattern.compile("\\b(postern_[a-z_]+)");
  private static final Pattern METER = Pattern.compile("\"(postern\\.[a-z.]+)\"");

  private MetricsRules() {}

  static List<String> alertsHaveRunbooks(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    for (Manifest rule : rendered.ofKind("PrometheusRule").toList()) {
      for (JsonNode alert : Manifest.having(rule.tree(), "alert")) {
        String runbook = alert.at("/annotations/runbook").asText();
        boolean exists = Files.isRegularFile(Project.root().resolve(runbook));
        if (!exists || !runbook.endsWith("/" + alert.get("alert").asText() + ".md")) {
          problems.add(rule + " has an alert without its runbook: " + alert.get("alert"));
        }
      }
    }
    return problems;
  }

  static List<String> metricsExist(Rendered rendered) {
    List<String> problems = new ArrayList<>();
    Set<String> meters = meters();
    Stream.concat(rendered.ofKind("PrometheusRule"), rendered.ofKind("ConfigMap"))
        .filter(one -> one.kind().equals("PrometheusRule") || one.name().endsWith("dashboard"))
        .forEach(
            one ->
                METRIC
                    .matcher(one.tree().toString())
                    .results()
                    .map(found -> found.group(1))
                    .filter(metric -> meters.stream().noneMatch(meter -> isOf(metric, meter)))
                    .forEach(metric -> problems.add(one + " asks for no metric: " + metric)));
    return problems;
  }

  /** Micrometer's names for Prometheus: a unit or the kind of number may follow. */
  private static boolean isOf(String metric, String meter) {
    return metric.startsWith(meter)
        && metric
            .substring(meter.length())
            .matches("|_total|_seconds|_seconds_(count|sum|max|bucket)");
  }

  private static Set<String> meters() {
    Set<String> meters = new TreeSet<>();
    for (Path sources : sources()) {
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .flatMap(file -> METER.matcher(read(file)).results())
            .forEach(found -> meters.add(found.group(1).replace('.', '_')));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return meters;
  }

  /** Of each module; other folders beside them may be a product's that runs. */
  private static List<Path> sources() {
    try (Stream<Path> modules = Files.list(Project.root())) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
