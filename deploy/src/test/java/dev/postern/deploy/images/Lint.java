package dev.postern.deploy.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a Dockerfile must and must not have; after hadolint's rules, as far as they matter here. */
final class Lint {

  private static final Set<String> KNOWN =
      Set.of("FROM", "LABEL", "COPY", "USER", "EXPOSE", "ENV", "ENTRYPOINT");

  private static final Pattern BASE =
      Pattern.compile("eclipse-temurin:25\\.[0-9]+\\.[0-9]+_[0-9]+-jre-[a-z]+(@sha256:.*)?");

  private static final List<String> LAYERS = List.of("lib/", "quarkus-run.jar", "app/", "quarkus/");

  private Lint() {}

  static List<String> problems(Dockerfile file) {
    List<String> problems = new ArrayList<>();
    base(problems, file);
    user(problems, file);
    copies(problems, file);
    memory(problems, file);
    entry(problems, file);
    file.instructions().stream()
        .map(Dockerfile.Instruction::name)
        .filter(name -> !KNOWN.contains(name))
        .forEach(name -> problems.add("an instruction that needs a reason: " + name));
    return problems;
  }

  private static void base(List<String> problems, Dockerfile file) {
    List<String> bases = file.arguments("FROM").toList();
    if (bases.size() != 1 || !BASE.matcher(bases.get(0)).matches()) {
      problems.add("the base is not one release of JRE 25: " + bases);
    }
  }

  private static void user(List<String> problems, Dockerfile file) {
    List<String> users = file.arguments("USER").toList();
    if (users.size() != 1 || !users.get(0).matches("[1-9][0-9]{3,}:[1-9][0-9]{3,}")) {
      problems.add("the user is not a number that Kubernetes can check: " + users);
    }
  }

  private static void copies(List<String> problems, Dockerfile file) {
    file.arguments("COPY")
        .filter(copy -> !copy.startsWith("--chown=0:0 "))
        .forEach(copy -> problems.add("the service could change its own files: COPY " + copy));
    if (!file.copied().equals(LAYERS)) {
      problems.add("the layers are not from least to most changing: " + file.copied());
    }
  }

  /** The same in all images: a test runs each with them in the memory of its manifest. */
  private static final String OPTIONS =
      "JDK_JAVA_OPTIONS=\"-XX:+UseSerialGC -XX:MaxRAMPercentage=40 -XX:MinHeapFreeRatio=10"
          + " -XX:MaxHeapFreeRatio=30 -XX:ReservedCodeCacheSize=64m"
          + " -XX:TrimNativeHeapInterval=10000 -XX:+ExitOnOutOfMemoryError"
          + " --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow\"";

  private static void memory(List<String> problems, Dockerfile file) {
    List<String> variables = file.arguments("ENV").toList();
    if (!variables.equals(List.of(OPTIONS, "MALLOC_ARENA_MAX=2"))) {
      problems.add("memory is not used as it was measured: " + variables);
    }
  }

  private static void entry(List<String> problems, Dockerfile file) {
    List<String> entries = file.arguments("ENTRYPOINT").toList();
    if (entries.size() != 1 || !entries.get(0).startsWith("[\"java\", ")) {
      problems.add("java is not process 1, and gets no signals: " + entries);
    } else if (entries.get(0).contains("\"-X")) {
      problems.add("an option that no variable can change: " + entries);
    }
  }
}
