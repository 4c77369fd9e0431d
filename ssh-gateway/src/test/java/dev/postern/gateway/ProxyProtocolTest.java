package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.Topics;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.Ssh;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway behind a load balancer; in a JVM of its own, for its settings are its own. */
@QuarkusTest
@TestProfile(ProxyProtocolTest.Behind.class)
@WithTestResource(GatewayWorld.class)
class ProxyProtocolTest {

  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

  /** Only 127.0.0.1 is a balancer. */
  public static final class Behind implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "postern.ssh.proxy-protocol", "true",
          "postern.ssh.proxy-trusted", "127.0.0.1",
          "postern.limits.unauthenticated-per-source", "2");
    }
  }

  @Inject GatewayServer gateway;
  @TempDir Path files;

  @BeforeEach
  void listens() {
    await().atMost(Duration.ofSeconds(20)).until(() -> gateway.port() > 0);
  }

  private Socket connect(String from) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static byte[] header(String client) throws IOException {
    String source = HexFormat.of().formatHex(InetAddress.getByName(client).getAddress());
    return HexFormat.of().parseHex(SIGNATURE + "2111000c" + source + "7f000001" + "c0010bce");
  }

  /** What the gateway says first; nothing where it drops the connection. */
  private static String firstWord(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readNBytes(8), US_ASCII);
    } catch (SocketException e) {
      return "";
    }
  }

  @Test
  void sshBeginsAfterTheHeaderHoweverItComes() throws Exception {
    try (Socket socket = connect("127.0.0.1")) {
      for (byte b : header("203.0.113.20")) {
        socket.getOutputStream().write(b);
        socket.getOutputStream().flush();
      }
      assertThat(firstWord(socket)).isEqualTo("SSH-2.0-");
    }
  }

  @Test
  void whoSendsNoHeaderOrAnotherOneOrIsNotTrustedGetsNoAnswer() throws Exception {
    for (String line : List.of("SSH-2.0-client\r\n", "PROXY TCP4 203.0.113.7 127.0.0.1 1 2\r\n")) {
      try (Socket socket = connect("127.0.0.1")) {
        socket.getOutputStream().write(line.getBytes(US_ASCII));
        assertThat(firstWord(socket)).as(line).isEmpty();
      }
    }
    try (Socket socket = connect("127.0.0.8")) {
      assertThat(firstWord(socket)).as("not trusted").isEmpty();
    }
    try (Socket silent = connect("127.0.0.1")) {
      assertThat(firstWord(silent)).as("no header in time").isEmpty();
    }
  }

  @Test
  void limitsCountTheClientAndNotTheBalancer() throws Exception {
    try (Socket one = connect("127.0.0.1");
        Socket two = connect("127.0.0.1");
        Socket three = connect("127.0.0.1");
        Socket other = connect("127.0.0.1")) {
      for (Socket socket : List.of(one, two, three)) {
        socket.getOutputStream().write(header("203.0.113.30"));
      }
      other.getOutputStream().write(header("203.0.113.31"));

      assertThat(List.of(firstWord(one), firstWord(two), firstWord(three)))
          .containsExactlyInAnyOrder("SSH-2.0-", "SSH-2.0-", "");
      assertThat(firstWord(other)).isEqualTo("SSH-2.0-");
    }
  }

  @Test
  void theEventSaysWhereTheClientOfHaProxyWas() throws Exception {
    Programs.orSkip("haproxy", "haproxy");
    KeyFile stranger = KeyFile.generate(files, "stranger", "ed25519");
    int port = freePort();
    Path config = files.resolve("haproxy.cfg");
    Files.writeString(
        config,
        """
        defaults
          mode tcp
          timeout connect 5s
          timeout client 20s
          timeout server 20s
        listen ssh
          bind 127.0.0.1:%d
          server gateway 127.0.0.1:%d send-proxy-v2
        """
            .formatted(port, gateway.port()));
    Process haproxy =
        new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Ssh client = new Ssh("demo", port, stranger.file());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> refusal(client).contains("is not registered"));

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(KafkaLog.readAll(GatewayWorld.bootstrap(), Topics.SESSIONS))
                      .anySatisfy(
                          record ->
                              assertThat(record.value())
                                  .contains("UNKNOWN_KEY")
                                  .contains("\"source\":\"127.0.0.9\"")));
    } finally {
      haproxy.destroyForcibly();
    }
  }

  private static String refusal(Ssh client) {
    Programs.Result result = client.run("id", "-b", "127.0.0.9", "-o", "LogLevel=INFO");
    return result.err();
  }

  private static int freePort() throws IOException {
    try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
