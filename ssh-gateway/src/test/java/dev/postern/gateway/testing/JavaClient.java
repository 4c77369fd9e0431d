package dev.postern.gateway.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** A light client in this JVM: many connections, and a look at single messages. */
public final class JavaClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SshClient client = SshClient.setUpDefaultClient();
  private final int port;

  public JavaClient(int port) {
    this.port = port;
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    client.start();
  }

  /** The one key exchange that it offers from now on. */
  public void offerOnly(BuiltinDHFactories keyExchange) {
    client.setKeyExchangeFactories(List.of(ClientBuilder.DH2KEX.apply(keyExchange)));
  }

  public ClientSession logIn(KeyFile key, String login) throws Exception {
    ClientSession session = client.connect(login, "127.0.0.1", port).verify(PATIENCE).getSession();
    try (var in = Files.newInputStream(key.file())) {
      SecurityUtils.loadKeyPairIdentities(null, null, in, FilePasswordProvider.EMPTY)
          .forEach(session::addPublicKeyIdentity);
    }
    session.auth().verify(PATIENCE);
    return session;
  }

  /** Sends a text through {@code cat} and gives what came back. */
  public static String echo(ClientSession session, String text) throws Exception {
    try (ChannelExec channel = session.createExecChannel("cat")) {
      var out = new ByteArrayOutputStream();
      channel.setOut(out);
      channel.setErr(out);
      channel.setIn(new ByteArrayInputStream(text.getBytes(US_ASCII)));
      channel.open().verify(PATIENCE);
      return isClosed(channel) ? out.toString(US_ASCII) : "nothing: it hung";
    }
  }

  /** Waits for the end of a channel. */
  public static boolean isClosed(ChannelExec channel) {
    return channel
        .waitFor(List.of(ClientChannelEvent.CLOSED), PATIENCE.toMillis())
        .contains(ClientChannelEvent.CLOSED);
  }

  @Override
  public void close() {
    client.close(true);
  }
}
