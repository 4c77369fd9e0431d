package dev.postern.backends.containers;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.processes.Command;
import dev.postern.backends.programs.HostPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/**
 * Plays a container where the kernel gives none: an SSH server in this JVM with its own password
 * hash and folder. It ends with the JVM, shares the host's files and processes, and has neither
 * terminal nor file transfer; its banner says that it is simulated.
 */
final class SimulatedContainer implements LocalContainer {

  private static final String BANNER =
      "Simulated container: this machine has no user namespaces, so commands run on the host.\r\n";

  private static final int FIRST_PORT = 2222;

  private final Path folder;
  private final Path space;
  private final int instance;
  private final String name;
  private SshServer server;

  SimulatedContainer(Path folder, int instance) {
    this.folder = folder;
    this.space = folder.resolve("space");
    this.instance = instance;
    this.name = file().name();
  }

  private ContainerProperties file() {
    return ContainerProperties.load(folder);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Isolation isolation() {
    return Isolation.SIMULATED;
  }

  /** Linux answers on all of 127.0.0.0/8, others on one address only. */
  @Override
  public String host() {
    return onLinux() ? ContainerAddress.of(instance, file().number()) : "127.0.0.1";
  }

  @Override
  public int port() {
    return onLinux() ? FIRST_PORT : FIRST_PORT + 1000 * instance + file().number();
  }

  private static boolean onLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  @Override
  public List<String> hostKeyFingerprints() {
    if (!Files.exists(hostKeyFile())) {
      return List.of();
    }
    return hostKeys().loadKeys(null).stream()
        .map(KeyPair::getPublic)
        .map(KeyUtils::getFingerPrint)
        .toList();
  }

  private Path hostKeyFile() {
    return folder.resolve("host_key");
  }

  private SimpleGeneratorHostKeyProvider hostKeys() {
    SimpleGeneratorHostKeyProvider provider = new SimpleGeneratorHostKeyProvider(hostKeyFile());
    provider.setAlgorithm(KeyUtils.EC_ALGORITHM);
    provider.setKeySize(256);
    return provider;
  }

  @Override
  public synchronized boolean running() {
    return server != null && server.isStarted();
  }

  @Override
  public synchronized void start() {
    if (running()) {
      return;
    }
    makeSpace();
    SshServer made = SshServer.setUpDefaultServer();
    made.setHost(host());
    made.setPort(port());
    made.setKeyPairProvider(hostKeys());
    SimulatedLogin login = new SimulatedLogin(space);
    made.setPasswordAuthenticator(login);
    made.setPublickeyAuthenticator(login);
    SimulatedShell shell = new SimulatedShell(space.toString(), ids());
    made.setCommandFactory(shell);
    made.setShellFactory(shell);
    CoreModuleProperties.WELCOME_BANNER.set(made, BANNER);
    try {
      made.start();
    } catch (IOException e) {
      throw new ContainerException("Container " + name + " did not start: " + e.getMessage(), e);
    }
    server = made;
  }

  private IdRange ids() {
    return IdRange.block(instance * 256 + file().number());
  }

  private void makeSpace() {
    if (HostPrograms.asRoot() && !HostPrograms.has("setpriv")) {
      throw new ContainerException(
          "A simulated container would run commands as this machine's root. Start as another"
              + " user.");
    }
    try {
      Files.createDirectories(space);
      FolderOwner.set(space, ids().root(), ids().root());
      Command.Result made = inSpace(ContainerScripts.SIMULATED);
      if (!made.succeeded()) {
        throw new ContainerException("Container " + name + " was not made: " + made.lastLine());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As its owner, so that no file is the JVM's and no link of its owner is followed as root. */
  private Command.Result inSpace(String script) {
    return Command.of(SimulatedShell.asOwner(ids(), List.of("sh", "-c", script)))
        .in(space)
        .with("CONTAINER_NAME", name)
        .with("CONTAINER_KEYS", String.join("\n", file().options().authorizedKeys()))
        .within(Duration.ofSeconds(20))
        .run();
  }

  @Override
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      server = null;
    }
  }

  @Override
  public synchronized void delete() {
    stop();
    try {
      FileTrees.delete(folder);
    } catch (UncheckedIOException e) {
      throw new ContainerException(e.getMessage(), e);
    }
  }

  @Override
  public synchronized void registeredAs(String id) {
    file().registration(id);
  }

  @Override
  public synchronized Optional<String> registration() {
    return file().registration();
  }

  @Override
  public synchronized boolean deleteRegisteredAs(String id) {
    boolean same =
        ContainerProperties.isIn(folder) && registration().filter(id::equals).isPresent();
    if (same) {
      delete();
    }
    return same;
  }

  @Override
  public long memoryBytes() {
    return 0;
  }
}
