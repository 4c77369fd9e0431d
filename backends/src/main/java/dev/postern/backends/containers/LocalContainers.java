package dev.postern.backends.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The containers of one instance, in one folder. Several processes may use a folder at once; real
 * containers live on when a process ends, and are found again by the next.
 */
public final class LocalContainers implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int LAST_NUMBER = 250;

  private final Path folder;

  /** Each takes 256 of the 4,000 blocks of ids below the one that {@link Isolation} probes with. */
  private static final int LAST_INSTANCE = 14;

  private final int instance;
  private final Isolation isolation;
  private final SimulatedContainers simulated = new SimulatedContainers();

  private LocalContainers(Path folder, int instance, Isolation isolation) {
    this.folder = folder;
    this.instance = instance;
    this.isolation = isolation;
  }

  /**
   * Opens an instance's containers; nothing is started.
   *
   * @param folder where they are kept; made if it is missing
   * @param instance 0 to 14, of which the launcher uses 0 to 9 and tests the rest; addresses are
   *     those of {@link ContainerAddress}, from 1 to 250
   * @param isolation how new containers are kept apart, from {@link Isolation#probe}
   */
  public static LocalContainers open(Path folder, int instance, Isolation isolation) {
    if (instance < 0 || instance > LAST_INSTANCE) {
      throw new IllegalArgumentException(
          "An instance is 0 to " + LAST_INSTANCE + ", not " + instance);
    }
    try {
      Files.createDirectories(folder);
      return new LocalContainers(folder.toRealPath(), instance, isolation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes a container and starts it.
   *
   * @param name its host name: lower-case letters, digits and inner hyphens, at most 63
   * @throws ContainerException when there is one of that name, or it does not come up
   */
  public LocalContainer create(String name, ContainerOptions options) {
    if (!NAME.matcher(name).matches()) {
      throw new ContainerException("Not a host name: use lower-case letters, digits and hyphens.");
    }
    LocalContainer container = FolderLock.holding(folder, () -> reserve(name, options));
    try {
      container.start();
      return container;
    } catch (RuntimeException e) {
      container.delete();
      throw e;
    }
  }

  private LocalContainer reserve(String name, ContainerOptions options) {
    if (find(name).isPresent()) {
      throw new ContainerException("There is a container " + name + " already.");
    }
    Path own = folder.resolve(name);
    try {
      Files.createDirectories(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ContainerProperties.create(own, name, freeNumber(), isolation, options);
    return at(own);
  }

  private int freeNumber() {
    Set<Integer> taken =
        folders().map(own -> ContainerProperties.load(own).number()).collect(Collectors.toSet());
    return IntStream.rangeClosed(1, LAST_NUMBER)
        .filter(number -> !taken.contains(number))
        .findFirst()
        .orElseThrow(() -> new ContainerException("All " + LAST_NUMBER + " addresses are taken."));
  }

  /** All containers, by name. */
  public List<LocalContainer> list() {
    return folders().sorted().flatMap(own -> present(own).stream()).toList();
  }

  /** Nothing where another process deletes it at this moment. */
  private Optional<LocalContainer> present(Path own) {
    try {
      return Optional.of(at(own));
    } catch (UncheckedIOException e) {
      if (ContainerProperties.isIn(own)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  public Optional<LocalContainer> find(String name) {
    return list().stream().filter(container -> container.name().equals(name)).findFirst();
  }

  /** Starts a container that was stopped. */
  public void start(String name) {
    existing(name).start();
  }

  public void stop(String name) {
    existing(name).stop();
  }

  public void delete(String name) {
    existing(name).delete();
  }

  /**
   * Deletes the container that was registered under the id, if it is here.
   *
   * @return its name
   */
  public Optional<String> deleteRegisteredAs(String id) {
    return list().stream()
        .filter(container -> container.deleteRegisteredAs(id))
        .map(LocalContainer::name)
        .findFirst();
  }

  /** Stops every container, those too that a killed process left running. */
  public void stopAll() {
    list().forEach(LocalContainer::stop);
  }

  /** Ends what lives in this JVM only; real containers go on. */
  @Override
  public void close() {
    simulated.close();
  }

  private LocalContainer existing(String name) {
    return find(name).orElseThrow(() -> new ContainerException("There is no container " + name));
  }

  private LocalContainer at(Path own) {
    return ContainerProperties.load(own).isolation() == Isolation.NAMESPACES
        ? new NamespaceContainer(own, instance)
        : simulated.at(own, instance);
  }

  private Stream<Path> folders() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ContainerProperties::isIn).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
