package dev.postern.bench.gateway;

import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.Isolation;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import dev.postern.backends.files.TemporaryFolder;
import dev.postern.bench.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The gateway and the bastion in front of the same real container. */
final class Testbed implements AutoCloseable {

  /** Of the launcher's instances the last: a product with POSTERN_WORLD=9 is in the way. */
  private static final int INSTANCE = 9;

  /** Two accounts, as one may hold 500 connections; five keys, as one may hold 128 channels. */
  private static final List<String> IDLE_ACCOUNTS = List.of("idlea", "idleb");

  private static final int KEYS_PER_ACCOUNT = 5;

  private final TemporaryFolder data = TemporaryFolder.create("postern-bench");
  private final LocalContainers containers;
  private final StateTopics topics = new StateTopics();
  private final Bastion bastion;
  private final GatewayProcess gateway;
  private final Route route;
  private final List<IdleLogin> idle = new ArrayList<>();

  /** A login at the gateway for idle sessions. */
  record IdleLogin(String login, SshKeyPair key) {}

  /**
   * @throws dev.postern.backends.containers.ContainerException where there can be no containers
   */
  Testbed(Checkout checkout, Isolation isolation) throws Exception {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), "postern-bench-containers");
    containers = LocalContainers.open(folder, INSTANCE, isolation);
    deleteContainers();
    SshKeyPair own = SshKeyPair.make(data.path(), "gateway", "ed25519");
    bastion = new Bastion(data.path());
    LocalContainer node = node("web", own);
    bastion.start(containers, node);
    gateway = new GatewayProcess(checkout, data.path(), own, topics);
    SshKeyPair user = SshKeyPair.make(data.path(), "user", "ed25519");
    gateway.know("bench", user);
    gateway.know("bench", "web", node);
    for (String account : IDLE_ACCOUNTS) {
      gateway.know(account, "web", node(account, own));
      for (int i = 0; i < KEYS_PER_ACCOUNT; i++) {
        SshKeyPair key = SshKeyPair.make(data.path(), account + i, "ed25519");
        gateway.know(account, key);
        idle.add(new IdleLogin("web-" + account, key));
      }
    }
    route = gateway.route("web-bench", user);
    gateway.awaitOpen(route);
    OpenSshPrograms.output(route.ssh(Transfers.makeRemoteFile()), "");
  }

  private LocalContainer node(String name, SshKeyPair gatewayKey) throws Exception {
    List<String> keys = new ArrayList<>(bastion.keysOfNode());
    keys.add(gatewayKey.publicLine());
    return containers.create(name, ContainerOptions.withKeys(keys));
  }

  Route route() {
    return route;
  }

  Bastion bastion() {
    return bastion;
  }

  GatewayProcess gateway() {
    return gateway;
  }

  List<IdleLogin> idleLogins() {
    return idle;
  }

  Path folder() {
    return data.path();
  }

  private void deleteContainers() {
    containers.list().forEach(LocalContainer::delete);
  }

  @Override
  public void close() {
    try {
      gateway.close();
    } finally {
      topics.close();
      deleteContainers();
      containers.close();
      data.close();
    }
  }
}
