package dev.postern.bench.gateway;

import java.io.OutputStream;
import java.nio.file.Files;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/** Connections of their own, each with one session that waits for input; of a light client. */
final class IdleSessions implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int THREADS = 8;

  private final SshClient client = SshClient.setUpDefaultClient();
  private final List<ClientSession> sessions = new ArrayList<>();

  IdleSessions() {
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    client.start();
  }

  /** Opens more; returns when all are in the container. */
  void open(int count, String login, String host, int port, SshKeyPair key) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<ClientSession> one = () -> open(login, host, port, key);
      List<Callable<ClientSession>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(one);
      }
      for (Future<ClientSession> session : threads.invokeAll(all)) {
        sessions.add(session.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private ClientSession open(String login, String host, int port, SshKeyPair key) throws Exception {
    ClientSession session = client.connect(login, host, port).verify(DEADLINE).getSession();
    try (var in = Files.newInputStream(key.file())) {
      for (KeyPair pair :
          SecurityUtils.loadKeyPairIdentities(null, null, in, FilePasswordProvider.EMPTY)) {
        session.addPublicKeyIdentity(pair);
      }
    }
    session.auth().verify(DEADLINE);
    ChannelExec channel = session.createExecChannel("cat");
    channel.setOut(OutputStream.nullOutputStream());
    channel.setErr(OutputStream.nullOutputStream());
    channel.open().verify(DEADLINE);
    return session;
  }

  /** How many of them are still there. */
  long alive() {
    return sessions.stream().filter(ClientSession::isOpen).count();
  }

  @Override
  public void close() {
    client.close(true);
  }
}
