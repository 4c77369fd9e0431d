package dev.postern.bench.gateway;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.ports.FreePort;
import dev.postern.backends.signin.Issuer;
import dev.postern.backends.ssh.PublicKeyLine;
import dev.postern.bench.Checkout;
import dev.postern.bench.ServiceProcess;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built ssh-gateway in a process of its own. */
final class GatewayProcess implements AutoCloseable, Route.Middle {

  private static final int PATIENCE_SECONDS = 60;

  private final StateTopics topics;

  /** For its terminals; without one it does not start. */
  private final Issuer issuer = Issuer.ephemeral();

  private final ServiceProcess process;
  private final int port = FreePort.next();

  /**
   * Starts it and waits until it is ready.
   *
   * @param topics what it knows, closed by the caller
   * @param jvmOptions more options than the launcher's
   */
  GatewayProcess(
      Checkout checkout, Path folder, SshKeyPair own, StateTopics topics, String... jvmOptions)
      throws Exception {
    this.topics = topics;
    Path log = Files.createTempFile("postern-bench-gateway", ".log");
    process =
        ServiceProcess.start(
            checkout.runnableJar("ssh-gateway"),
            FreePort.next(),
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", topics.bootstrap(),
                "QUARKUS_OIDC_AUTH_SERVER_URL", issuer.url(),
                "POSTERN_SSH_HOST", "127.0.0.1",
                "POSTERN_SSH_PORT", Integer.toString(port),
                "POSTERN_SSH_DRAIN", "1S",
                "POSTERN_GATEWAY_KEY", own.file().toString(),
                "POSTERN_GATEWAY_HOST_KEYS", folder.resolve("host-keys").toString()),
            log,
            List.of(jvmOptions));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** Lets the key of the account in. */
  void know(String account, SshKeyPair key) throws IOException {
    PublicKeyLine line = key.publicKey();
    topics.put(
        new KeyState(
            line.fingerprint(),
            "k" + account,
            account,
            line.type(),
            line.blob(),
            null,
            KeyState.State.ACTIVE));
  }

  void know(String account, String name, LocalContainer container) {
    topics.put(
        new ContainerState(
            "c" + container.name().replace("-", ""),
            account,
            "shop",
            "cp",
            name,
            RuntimeStatus.RUNNING,
            container.host(),
            container.port(),
            "root",
            container.hostKeyFingerprints(),
            List.of()));
  }

  /** The way of a user with that key. */
  Route route(String login, SshKeyPair key) {
    List<String> options = new ArrayList<>(OpenSshPrograms.options(key.file()));
    options.addAll(List.of("-o", "Port=" + port));
    return new Route("Postern", options, login + "@127.0.0.1", this);
  }

  /** Waits until the login works. */
  void awaitOpen(Route route) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try (Socket socket = new Socket("127.0.0.1", port)) {
        OpenSshPrograms.output(route.ssh("true"), "");
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  @Override
  public double cpuSeconds() throws IOException {
    return ProcessUsage.cpuSeconds(pid());
  }

  @Override
  public void close() {
    process.close();
    issuer.close();
  }
}
