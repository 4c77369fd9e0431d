package dev.postern.credential.testing;

import dev.postern.backends.containers.LocalContainer;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** Logs in as a container's owner does. */
public final class OwnerLogin {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private OwnerLogin() {}

  public static boolean logsIn(LocalContainer container, String password) throws IOException {
    return connected(
        container,
        session -> {
          session.addPasswordIdentity(password);
          session.setUserAuthFactoriesNames("password", "keyboard-interactive");
          return isAccepted(session);
        });
  }

  /** Whether a key opens it. */
  public static boolean opens(LocalContainer container, KeyPair key) throws IOException {
    return connected(
        container,
        session -> {
          session.addPublicKeyIdentity(key);
          session.setUserAuthFactoriesNames("publickey");
          return isAccepted(session);
        });
  }

  /** Runs a command as root. */
  public static String run(LocalContainer container, String password, String command)
      throws IOException {
    return connected(
        container,
        session -> {
          session.addPasswordIdentity(password);
          session.auth().verify(PATIENCE);
          return session.executeRemoteCommand(command);
        });
  }

  private static <T> T connected(LocalContainer container, Use<T> use) throws IOException {
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
      client.start();
      try (ClientSession session =
          client
              .connect("root", container.host(), container.port())
              .verify(PATIENCE)
              .getSession()) {
        return use.of(session);
      }
    }
  }

  private static boolean isAccepted(ClientSession session) throws IOException {
    try {
      session.auth().verify(PATIENCE);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private interface Use<T> {
    T of(ClientSession session) throws IOException;
  }
}
