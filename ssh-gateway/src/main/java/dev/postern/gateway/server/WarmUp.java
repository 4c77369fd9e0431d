package dev.postern.gateway.server;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.jboss.logging.Logger;

/**
 * Key exchanges with itself when the gateway starts to listen, one of each common kind. The code of
 * the first one is loaded and interpreted, which takes seconds on a busy machine; so the first user
 * does not wait for that. Ends before authentication, and nothing depends on it.
 */
final class WarmUp implements Runnable {

  private static final Logger LOG = Logger.getLogger(WarmUp.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final List<BuiltinDHFactories> KINDS =
      List.of(
          BuiltinDHFactories.sntrup761x25519,
          BuiltinDHFactories.mlkem768x25519,
          BuiltinDHFactories.curve25519);

  private final int port;

  private WarmUp(int port) {
    this.port = port;
  }

  /** Starts it on a thread of its own. */
  static void start(int port) {
    Thread thread = new Thread(new WarmUp(port), "postern-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try (SshClient client = ClientBuilder.builder().build(true)) {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
      client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
      client.start();
      for (BuiltinDHFactories kind : KINDS) {
        client.setKeyExchangeFactories(List.of(ClientBuilder.DH2KEX.apply(kind)));
        exchange(client);
      }
    } catch (IOException | RuntimeException e) {
      LOG.debugf("Not warmed up cause=%s", e.getClass().getSimpleName());
    }
  }

  private void exchange(SshClient client) throws IOException {
    try (ClientSession session =
        client.connect("warm-up", "localhost", port).verify(LIMIT).getClientSession()) {
      session.waitFor(
          EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED), LIMIT.toMillis());
    }
  }
}
