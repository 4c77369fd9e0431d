package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.JavaClient;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.OpenSession;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.Ssh;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A "no" to one channel is that channel's alone, and an sshd's limits cost nobody a session. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeighbouringChannelsTest {

  private static final String LONG = "echo in; cat; echo out";

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Scene scene;
  private KeyFile key;
  private Ssh plain;
  private Ssh two;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    key = scene.key("nb");
    scene.container("cnb1", "nb", "plain");
    scene.container("cnb2", "nb", "two", "MaxSessions 2");
    scene.container(
        "cnb3", "nb", "closed", "AllowTcpForwarding no", "AllowStreamLocalForwarding no");
    plain = scene.ssh(key, "plain-nb");
    two = scene.ssh(key, "two-nb");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void aPortThatRefusesLeavesTheSessionsAlone() throws Exception {
    int port = freePort();
    try (OpenSession other = OpenSession.of(plain);
        OpenSession mine = OpenSession.running(plain, LONG, "-L", port + ":127.0.0.1:9")) {
      knockAt(port);

      assertThat(mine.endInput()).isEqualTo("out");
      assertThat(mine.exit()).isZero();
      assertThat(other.isOpen()).isTrue();
    }
  }

  @Test
  void aSocketThatIsNotThereLeavesTheSessionsAlone() throws Exception {
    int port = freePort();
    try (OpenSession mine = OpenSession.running(plain, LONG, "-L", port + ":/run/nothing")) {
      knockAt(port);

      assertThat(mine.endInput()).isEqualTo("out");
    }
  }

  @Test
  void anSshdThatForwardsNothingKeepsItsSessions() throws Exception {
    int port = freePort();
    Ssh closed = scene.ssh(key, "closed-nb");
    try (OpenSession mine =
        OpenSession.running(
            closed, LONG, "-L", port + ":127.0.0.1:22", "-R", freePort() + ":127.0.0.1:22")) {
      knockAt(port);

      assertThat(mine.endInput()).isEqualTo("out");
      assertThat(mine.exit()).isZero();
    }
  }

  @Test
  void aClientThatRefusesAForwardedConnectionKeepsItsSession() throws Exception {
    int there = freePort();
    int nothingHere = freePort();
    String dial =
        "python3 -c 'import socket,sys; s=socket.create_connection((\"127.0.0.1\","
            + there
            + ")); print(len(s.recv(9)))'";

    Programs.Result result =
        plain.run(dial + "; echo on", "-R", there + ":127.0.0.1:" + nothingHere);

    assertThat(result.text()).as(result.toString()).endsWith("on\n");
    assertThat(result.exit()).isZero();
  }

  @Test
  void aRefusedJumpSaysSoAndEndsNothingElse() {
    try (OpenSession other = OpenSession.of(plain)) {
      Programs.Result result = plain.run(null, "-W", "127.0.0.1:9", "-o", "LogLevel=INFO");

      assertThat(result.exit()).isEqualTo(255);
      assertThat(result.err()).contains("open failed: connect failed: Connection refused");
      assertThat(other.isOpen()).isTrue();
    }
  }

  @Test
  void moreSessionsThanTheSshdTakesOnAConnectionAllRun() {
    try (OpenSession first = OpenSession.running(two, LONG)) {
      List<OpenSession> more = new ArrayList<>();
      try {
        for (int i = 0; i < 6; i++) {
          more.add(OpenSession.running(two, LONG));
        }

        for (OpenSession one : more) {
          assertThat(one.endInput()).isEqualTo("out");
        }
        assertThat(first.endInput()).isEqualTo("out");
      } finally {
        more.forEach(OpenSession::close);
      }
    }
  }

  @Test
  void sessionsThatBeginAtOnceFindTheirPlaces() throws Exception {
    List<Process> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(start(two, "sleep 1; echo done", List.of()));
    }
    for (Process one : all) {
      assertThat(new String(one.getInputStream().readAllBytes(), UTF_8)).isEqualTo("done\n");
      assertThat(one.waitFor()).isZero();
    }
  }

  @Test
  void commandsLeftBehindCostTheNextSessionsNothing() throws Exception {
    try (OpenSession mine = OpenSession.running(plain, LONG)) {
      for (int i = 0; i < 12; i++) {
        OpenSession.running(plain, "echo in; exec sleep 30").close();
      }

      assertThat(plain.run("echo next").text()).isEqualTo("next\n");
      assertThat(mine.endInput()).isEqualTo("out");
    }
  }

  @Test
  void aClientWithItsAgentHasAsManySessionsAsOneWithout() throws Exception {
    Path socket = Files.createTempDirectory("postern-master").resolve("m");
    List<String> shared = List.of("-A", "-o", "ControlPath=" + socket);
    Process master =
        start(plain, "echo in; cat", concat(shared, "-o", "ControlMaster=yes"), agent());
    assertThat(master.getInputStream().readNBytes(2)).isEqualTo("in".getBytes(UTF_8));
    try {
      List<Process> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(start(plain, "cat; echo out", shared, agent()));
      }
      for (Process one : all) {
        one.getOutputStream().close();
        assertThat(new String(one.getInputStream().readAllBytes(), UTF_8)).isEqualTo("out\n");
        assertThat(one.waitFor()).isZero();
      }
    } finally {
      master.destroyForcibly();
    }
  }

  @Test
  void aHundredAndFiveConnectionsThroughOneProxyAllArrive() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      Queue<Socket> greeted = greetAll(server);
      int port = freePort();
      try (OpenSession mine =
          OpenSession.running(plain, LONG, "-L", port + ":127.0.0.1:" + server.getLocalPort())) {
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < 105; i++) {
          open.add(new Socket("127.0.0.1", port));
        }
        for (Socket one : open) {
          one.setSoTimeout(20_000);
          assertThat(one.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(UTF_8));
        }
        for (Socket one : open) {
          one.close();
        }
        for (Socket one : greeted) {
          one.close();
        }
        assertThat(mine.endInput()).isEqualTo("out");
        assertThat(mine.exit()).isZero();
      }
    }
  }

  @Test
  void onlyTheChannelThatIsTooManyIsRefused() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        JavaClient client = new JavaClient(gateway.port());
        ClientSession session = client.logIn(key, "plain-nb")) {
      List<ChannelDirectTcpip> open = new ArrayList<>();
      for (int i = 0; i < GatewayWorld.CHANNELS; i++) {
        open.add(forward(session, server.getLocalPort()));
      }

      Throwable refused = catchThrowable(() -> forward(session, server.getLocalPort()));

      assertThat(refused).rootCause().hasMessageContaining("at most 150 channels; close some");
      open.get(0).close(false).await(Duration.ofSeconds(10));
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(JavaClient.echo(session, "on")).isEqualTo("on"));
    }
  }

  private static ChannelDirectTcpip forward(ClientSession session, int port) throws IOException {
    ChannelDirectTcpip channel =
        session.createDirectTcpipChannel(
            new SshdSocketAddress("127.0.0.1", 1), new SshdSocketAddress("127.0.0.1", port));
    channel.open().verify(Duration.ofSeconds(20));
    return channel;
  }

  @Test
  void aClientThatListensInTheContainerEndsWithThatConnection() throws Exception {
    var container = scene.container("cnb4", "nb", "brief");
    Process listening =
        start(
            scene.ssh(key, "brief-nb"),
            null,
            List.of(
                "-N", "-v", "-R", freePort() + ":127.0.0.1:9", "-o", "ExitOnForwardFailure=yes"));
    var err = listening.errorReader(UTF_8);
    String line = err.readLine();
    while (line != null && !line.contains("remote forward success")) {
      line = err.readLine();
    }
    assertThat(line).isNotNull();

    container.stop();

    assertThat(listening.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(listening.exitValue()).isEqualTo(255);
  }

  @Test
  void aReaderThatWantsNoMoreEndsTheCommand() {
    String pipe =
        "ssh -p " + plain.port() + " " + String.join(" ", plain.options()) + " " + plain.target();

    Programs.Result result = Programs.run(List.of("sh", "-c", pipe + " yes | head -1"));

    assertThat(result.text()).isEqualTo("y\n");
    assertThat(result.exit()).isZero();
    await().atMost(Duration.ofSeconds(10)).until(() -> plain.run("pgrep -x yes").text().isBlank());
  }

  private static Map<String, String> agent() {
    return Map.of("SSH_AUTH_SOCK", "/nowhere");
  }

  private static List<String> concat(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all;
  }

  private static Process start(Ssh ssh, String command, List<String> options) throws IOException {
    return start(ssh, command, options, Map.of());
  }

  private static Process start(
      Ssh ssh, String command, List<String> options, Map<String, String> environment)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("ssh"));
    words.addAll(options);
    words.addAll(ssh.options());
    words.addAll(List.of("-p", "" + ssh.port(), ssh.target()));
    if (command != null) {
      words.add(command);
    }
    var builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Connects and waits for the end: the connection was refused. */
  private static void knockAt(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } catch (java.net.SocketException e) {
      // Reset: refused as well.
    }
  }

  /** Says hello to each, and keeps them open. */
  private static Queue<Socket> greetAll(ServerSocket server) {
    Queue<Socket> all = new ConcurrentLinkedQueue<>();
    Thread greeter =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket one = server.accept();
                  one.getOutputStream().write("hello".getBytes(UTF_8));
                  all.add(one);
                }
              } catch (IOException e) {
                // The test is over.
              }
            });
    greeter.setDaemon(true);
    greeter.start();
    return all;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
