package dev.postern.backends.containers;

import dev.postern.backends.processes.ProcessIdentity;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What is remembered of a container: its {@code container.properties}, written aside and renamed.
 */
final class ContainerProperties {

  private static final String FILE = "container.properties";

  private final Path folder;
  private final Properties properties = new Properties();

  private ContainerProperties(Path folder) {
    this.folder = folder;
  }

  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  static ContainerProperties create(
      Path folder, String name, int number, Isolation isolation, ContainerOptions options) {
    ContainerProperties file = new ContainerProperties(folder);
    file.properties.setProperty("name", name);
    file.properties.setProperty("number", Integer.toString(number));
    file.properties.setProperty("isolation", isolation.name());
    file.properties.setProperty("authorized-keys", String.join("\n", options.authorizedKeys()));
    file.properties.setProperty("sshd-config", String.join("\n", options.sshdConfig()));
    file.store();
    return file;
  }

  static ContainerProperties load(Path folder) {
    ContainerProperties file = new ContainerProperties(folder);
    try (Reader reader = Files.newBufferedReader(folder.resolve(FILE))) {
      file.properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  String name() {
    return properties.getProperty("name");
  }

  int number() {
    return Integer.parseInt(properties.getProperty("number"));
  }

  Isolation isolation() {
    return Isolation.valueOf(properties.getProperty("isolation"));
  }

  ContainerOptions options() {
    return new ContainerOptions(lines("authorized-keys"), lines("sshd-config"));
  }

  private List<String> lines(String key) {
    return properties.getProperty(key, "").lines().toList();
  }

  Optional<ProcessIdentity> process() {
    return get("process").flatMap(ProcessIdentity::parse);
  }

  void process(ProcessIdentity identity) {
    set("process", identity.text());
  }

  void clearProcess() {
    properties.remove("process");
    store();
  }

  Optional<String> registration() {
    return get("registration");
  }

  void registration(String id) {
    set("registration", id);
  }

  Optional<String> get(String key) {
    return Optional.ofNullable(properties.getProperty(key));
  }

  void set(String key, String value) {
    properties.setProperty(key, value);
    store();
  }

  private void store() {
    Path aside = folder.resolve(FILE + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(aside)) {
        properties.store(writer, null);
      }
      Files.move(aside, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
