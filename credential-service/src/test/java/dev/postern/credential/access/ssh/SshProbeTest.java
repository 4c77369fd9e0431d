package dev.postern.credential.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.testing.Backends;
import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.ProbeResult.Stage;
import dev.postern.credential.testing.CredentialFiles;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was not answered in time is told from what was answered otherwise. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
@Timeout(60)
class SshProbeTest {

  private static DirectAccess access;

  @BeforeAll
  static void start() {
    access = new DirectAccess(Duration.ofSeconds(1), Duration.ofMillis(500));
  }

  @AfterAll
  static void stop() {
    access.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', true, NO_BANNER, true, ''",
    "'', false, NO_BANNER, false, ''",
    "220 mail.example.org ready, false, NO_BANNER, false, 220 mail.example.org ready",
    "Exceeded MaxStartups, false, BUSY, true, Exceeded MaxStartups",
    "SSH-2.0-x, true, NO_KEY_EXCHANGE, true, ''",
    "SSH-2.0-x, false, NO_KEY_EXCHANGE, false, ''",
  })
  void tellsALateAnswerFromAnotherOne(
      String line, boolean holdsOn, Stage stage, boolean late, String seen) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      Thread thread = new Thread(() -> serve(server, line, holdsOn), "server");
      thread.setDaemon(true);
      thread.start();

      ProbeResult probeResult = access.ssh().probe("127.0.0.1", server.getLocalPort(), List.of());

      assertThat(probeResult.stage()).isEqualTo(stage);
      assertThat(probeResult.late()).isEqualTo(late);
      assertThat(probeResult.seen()).isEqualTo(seen);
    }
  }

  /** Who hangs up so early that no session comes about has not been slow. */
  @RepeatedTest(20)
  void tellsAResetInsteadOfAKeyExchangeFromALateAnswer() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      Thread thread = new Thread(() -> greetOneAndResetTheNext(server), "server");
      thread.setDaemon(true);
      thread.start();

      ProbeResult probeResult = access.ssh().probe("127.0.0.1", server.getLocalPort(), List.of());

      assertThat(probeResult.stage()).isEqualTo(Stage.NO_KEY_EXCHANGE);
      assertThat(probeResult.late()).isFalse();
    }
  }

  private static void greetOneAndResetTheNext(ServerSocket server) {
    try {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      try (Socket socket = server.accept()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  /** Says a line to everyone, and either hangs up or says nothing more until the client does. */
  private static void serve(ServerSocket server, String line, boolean holdsOn) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        if (!line.isEmpty()) {
          socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        if (holdsOn) {
          socket.getInputStream().readAllBytes();
        }
      } catch (IOException closed) {
        // The next one is waited for, until the server is closed.
      }
    }
  }
}
