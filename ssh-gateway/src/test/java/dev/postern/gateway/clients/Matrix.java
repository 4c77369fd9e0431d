package dev.postern.gateway.clients;

import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.RealContainers;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.view.GatewayView;
import dev.postern.keytable.Fingerprint;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An account with one key, and containers that this key opens both ways. */
final class Matrix implements AutoCloseable {

  private final GatewayServer gateway;
  private final Scene scene;
  private final String account;
  private final KeyFile key;
  private final List<String> gatewayHostKeys;

  Matrix(GatewayServer gateway, GatewayView view, String account) {
    this.gateway = gateway;
    this.account = account;
    scene = new Scene(gateway, view);
    key = scene.key(account);
    gatewayHostKeys = hostKeys(gateway.port());
  }

  /** A container that sshd_config's lines make as people have it. */
  BothWays container(String name, String... sshdConfig) {
    ContainerOptions options = RealContainers.options().withKey(key.publicLine());
    for (String line : sshdConfig) {
      options = options.withSshdConfig(line);
    }
    LocalContainer container = scene.container("c" + account + name, account, name, options);
    return new BothWays(
        new Route("127.0.0.1", gateway.port(), name + "-" + account, key, gatewayHostKeys),
        new Route(
            container.host(), container.port(), "root", key, container.hostKeyFingerprints()));
  }

  private static List<String> hostKeys(int port) {
    String scan =
        Programs.run(
                List.of("ssh-keyscan", "-t", "ed25519,ecdsa,rsa", "-p", "" + port, "127.0.0.1"))
            .text();
    return scan.lines()
        .map(line -> Arrays.asList(line.split(" ")).get(2))
        .map(blob -> Fingerprint.ofBlob(Base64.getDecoder().decode(blob)).toString())
        .toList();
  }

  @Override
  public void close() {
    scene.close();
  }
}
