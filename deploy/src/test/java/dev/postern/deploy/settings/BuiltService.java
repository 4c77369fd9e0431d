package dev.postern.deploy.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.deploy.render.Project;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A service's built application: its jars, and what they say can be configured. */
record BuiltService(String name, List<Path> jars) {

  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  /** Empty where it is not built. */
  static Optional<BuiltService> of(String name) throws IOException {
    Path application = Project.root().resolve(name).resolve("target/quarkus-app");
    if (!Files.isRegularFile(application.resolve("quarkus-run.jar"))) {
      return Optional.empty();
    }
    List<Path> jars = new ArrayList<>();
    for (String folder : List.of("app", "lib/main")) {
      try (Stream<Path> files = Files.list(application.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
      }
    }
    return Optional.of(new BuiltService(name, jars));
  }

  /** Patterns of the variables that Quarkus' extensions read when they run. */
  List<Pattern> quarkus() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path jar : jars) {
      try (var file = new JarFile(jar.toFile())) {
        JarEntry model = file.getJarEntry(MODEL);
        if (model != null) {
          try (InputStream in = file.getInputStream(model)) {
            collect(new ObjectMapper().readTree(in), names);
          }
        }
      }
    }
    return names.stream().map(BuiltService::pattern).toList();
  }

  private static void collect(JsonNode node, Set<String> names) {
    JsonNode variable = node.at("/path/environmentVariable");
    if (variable.isTextual() && node.path("phase").asText().equals("RUN_TIME")) {
      names.add(variable.asText());
    }
    node.forEach(child -> collect(child, names));
  }

  /** A part in double underscores stands for a name that the site chooses. */
  private static Pattern pattern(String variable) {
    return Pattern.compile(variable.replaceAll("__[A-Z0-9_]+?__", "_+[A-Z0-9_]+_+"));
  }

  /** The mappings of Postern's own settings in the service's jars. */
  List<Class<?>> mappings() throws IOException {
    List<Class<?>> mappings = new ArrayList<>();
    // Kept open: the classes load others while they are looked at.
    var loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader());
    for (Path jar : jars) {
      if (jar.getFileName().toString().contains("postern-")) {
        try (var file = new JarFile(jar.toFile())) {
          file.stream()
              .map(JarEntry::getName)
              .filter(entry -> entry.matches("dev/postern/.*(Config|Settings)\\.class"))
              .map(entry -> load(loader, entry))
              .filter(type -> OwnSettings.prefix(type).isPresent())
              .forEach(mappings::add);
        }
      }
    }
    return mappings;
  }

  private static Class<?> load(ClassLoader loader, String entry) {
    try {
      String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private URL[] urls() throws MalformedURLException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return urls;
  }
}
