package dev.postern.gateway.testing;

import static org.awaitility.Awaitility.await;

import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.view.GatewayView;
import dev.postern.keytable.Fingerprint;
import java.time.Duration;

/** Accounts with keys, and their real containers, known to the gateway under test. */
public final class Scene implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final GatewayServer gateway;
  private final GatewayView view;
  private final RealContainers containers = RealContainers.orSkip();
  private final StateTopics topics = new StateTopics(GatewayWorld.bootstrap());

  public Scene(GatewayServer gateway, GatewayView view) {
    this.gateway = gateway;
    this.view = view;
  }

  public StateTopics topics() {
    return topics;
  }

  /** A key of the account that opens its containers from now on. */
  public KeyFile key(String account) {
    KeyFile key =
        KeyFile.generate(GatewayWorld.folder(), account + "-" + System.nanoTime(), "ed25519");
    topics.key(key, account);
    await()
        .atMost(PATIENCE)
        .until(
            () -> gateway.port() > 0 && view.key(Fingerprint.parse(key.fingerprint())).isPresent());
    return key;
  }

  /** A running container that the gateway knows. */
  public LocalContainer container(String id, String account, String name, String... sshdConfig) {
    return container(id, account, name, RealContainers.options(sshdConfig));
  }

  /** The same, made otherwise. */
  public LocalContainer container(
      String id, String account, String name, ContainerOptions options) {
    LocalContainer container = containers.create(id, options);
    topics.put(RealContainers.state(container, id, account, "shop", name));
    await().atMost(PATIENCE).until(() -> view.container(id).isPresent());
    return container;
  }

  public Ssh ssh(KeyFile key, String login) {
    return new Ssh(login, gateway.port(), key.file());
  }

  @Override
  public void close() {
    topics.close();
    containers.close();
  }
}
