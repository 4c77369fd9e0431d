package dev.postern.backends.containers;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.backends.processes.ProcessMemory;
import dev.postern.backends.ssh.PublicKeyLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real container. Its folder holds {@code container.properties}, which is the launcher's, and
 * {@code space/}, which belongs to the container's root: there are its {@code root/}, its sshd's
 * log and its public host key. A running container sees nothing but {@code root/}.
 */
final class NamespaceContainer implements LocalContainer {

  static final int PORT = 2222;

  private static final Duration MAKING = Duration.ofSeconds(60);
  private static final Duration GREETING = Duration.ofSeconds(20);
  private static final Duration ENDING = Duration.ofSeconds(5);
  private static final int SLOTS_OF_AN_INSTANCE = 256;

  private final Path folder;
  private final Path space;
  private final int instance;
  private final String name;

  NamespaceContainer(Path folder, int instance) {
    this.folder = folder;
    this.space = folder.resolve("space");
    this.instance = instance;
    this.name = file().name();
  }

  /** Read again each time: a command in another process may have changed it. */
  private ContainerProperties file() {
    return ContainerProperties.load(folder);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Isolation isolation() {
    return Isolation.NAMESPACES;
  }

  @Override
  public String host() {
    return ContainerAddress.of(instance, file().number());
  }

  @Override
  public int port() {
    return PORT;
  }

  @Override
  public List<String> hostKeyFingerprints() {
    try {
      String line = Files.readString(space.resolve("host_key.pub"));
      return List.of(PublicKeyLine.parse(line).fingerprint());
    } catch (IOException notMadeYet) {
      return List.of();
    }
  }

  @Override
  public boolean running() {
    return file().process().filter(ProcessIdentity::isAlive).isPresent();
  }

  @Override
  public void start() {
    FolderLock.holding(folder, this::startIfStopped);
  }

  private void startIfStopped() {
    if (running()) {
      return;
    }
    SshPort port = new SshPort(host(), PORT);
    port.expectFree();
    UserNamespace namespace = namespace();
    makeRoot(namespace);
    ProcessIdentity process = launch(namespace);
    if (!port.awaitGreeting(process, GREETING)) {
      end();
      throw new ContainerException("Container " + name + " did not start: " + lastLogLine());
    }
  }

  private UserNamespace namespace() {
    return UserNamespace.ofSlot(instance * SLOTS_OF_AN_INSTANCE + file().number());
  }

  private void makeRoot(UserNamespace namespace) {
    try {
      Files.createDirectories(space);
      FolderOwner.set(space, namespace.owner(), namespace.ownerGroup());
      namespace.run(space, ContainerScripts.ROOT, environment(), MAKING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ContainerException e) {
      throw new ContainerException("Container " + name + " was not made: " + e.getMessage(), e);
    }
  }

  private ProcessIdentity launch(UserNamespace namespace) {
    try (NamespacedProcess process =
        namespace.prepare(space, ContainerScripts.START, environment())) {
      ProcessIdentity identity = process.identity();
      file().process(identity);
      process.go();
      process.release();
      return identity;
    }
  }

  private Map<String, String> environment() {
    ContainerOptions options = file().options();
    return Map.of(
        "CONTAINER_NAME", name,
        "CONTAINER_HOST", host(),
        "CONTAINER_PORT", Integer.toString(PORT),
        "CONTAINER_KEYS", String.join("\n", options.authorizedKeys()),
        "CONTAINER_SSHD", String.join("\n", options.sshdConfig()));
  }

  @Override
  public void stop() {
    FolderLock.holding(folder, this::end);
  }

  private void end() {
    ContainerProperties file = file();
    file.process().ifPresent(NamespaceContainer::endTree);
    if (file.process().isPresent()) {
      file.clearProcess();
    }
  }

  /**
   * The recorded process is {@code unshare}, which ignores SIGTERM; its child is the container's
   * first process, and the kernel ends all others with it.
   */
  private static void endTree(ProcessIdentity unshare) {
    unshare.children().forEach(ProcessIdentity::terminate);
    if (!Polling.until(ENDING, () -> !unshare.isAlive())) {
      unshare.children().forEach(ProcessIdentity::kill);
      unshare.kill();
      Polling.until(ENDING, () -> !unshare.isAlive());
    }
  }

  @Override
  public void delete() {
    FolderLock.holdingIfThere(folder, this::endAndRemove);
  }

  @Override
  public void registeredAs(String id) {
    FolderLock.holding(folder, () -> file().registration(id));
  }

  @Override
  public Optional<String> registration() {
    return file().registration();
  }

  @Override
  public boolean deleteRegisteredAs(String id) {
    return FolderLock.holdingIfThere(
        folder,
        () -> {
          boolean same = registration().filter(id::equals).isPresent();
          if (same) {
            endAndRemove();
          }
          return same;
        });
  }

  private boolean endAndRemove() {
    end();
    if (Files.isDirectory(space)) {
      namespace().run(space, "rm -rf root root.new", Map.of(), MAKING);
    }
    try {
      // The properties go last: a new container of the name must never find an old root.
      FileTrees.delete(space);
      FileTrees.delete(folder);
      return true;
    } catch (UncheckedIOException e) {
      throw new ContainerException(e.getMessage(), e);
    }
  }

  @Override
  public long memoryBytes() {
    return file().process().map(ProcessMemory::ofTree).orElse(0L);
  }

  private String lastLogLine() {
    try {
      List<String> lines = Files.readAllLines(space.resolve("sshd.log"));
      return lines.isEmpty() ? "sshd logged nothing" : lines.get(lines.size() - 1).trim();
    } catch (IOException e) {
      return "there is no log";
    }
  }
}
