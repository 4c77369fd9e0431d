package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Agents, forwarded ports, jumps and git, with the real clients. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingTest {

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Scene scene;
  private KeyFile key;
  private LocalContainer second;
  private Ssh first;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    key = scene.key("fwd");
    scene.container("cfwd1", "fwd", "one");
    second = scene.container("cfwd2", "fwd", "two");
    first = scene.ssh(key, "one-fwd");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void anAgentIsForwardedToItsOwnClientOnly() throws Exception {
    try (Agent mine = Agent.with(key);
        Agent empty = Agent.with(null)) {
      Programs.Result withKey = agentList(mine);
      Programs.Result withNone = agentList(empty);
      Programs.Result withoutForwarding = first.run("test -z \"$SSH_AUTH_SOCK\" && echo none");

      assertThat(withKey.text()).contains(key.fingerprint());
      assertThat(withNone.text()).contains("no identities");
      assertThat(withoutForwarding.text()).contains("none");
    }
  }

  private Programs.Result agentList(Agent agent) {
    List<String> words = new ArrayList<>(List.of("ssh", "-A", "-p", "" + first.port()));
    words.addAll(first.options());
    words.addAll(List.of(first.target(), "ssh-add -l"));
    return Programs.run(words, new byte[0], Map.of("SSH_AUTH_SOCK", agent.socket().toString()));
  }

  @Test
  void aSecondHopUsesTheForwardedAgent() throws Exception {
    // Given a second container that the user's own key opens
    String allow = "mkdir -p ~/.ssh && echo '" + key.publicLine() + "' >> ~/.ssh/authorized_keys";
    assertThat(scene.ssh(key, "two-fwd").run(allow).exit()).isZero();
    try (Agent agent = Agent.with(key)) {
      List<String> words = new ArrayList<>(List.of("ssh", "-A", "-p", "" + first.port()));
      words.addAll(first.options());
      String hop =
          "ssh -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o BatchMode=yes -p "
              + second.port()
              + " root@"
              + second.host()
              + " hostname";
      words.addAll(List.of(first.target(), hop));

      // When
      Programs.Result result =
          Programs.run(words, new byte[0], Map.of("SSH_AUTH_SOCK", agent.socket().toString()));

      // Then
      assertThat(result.text()).contains("cfwd2");
    }
  }

  @Test
  void aJumpLeadsOnFromTheContainer() {
    String allow = "mkdir -p ~/.ssh && echo '" + key.publicLine() + "' >> ~/.ssh/authorized_keys";
    assertThat(scene.ssh(key, "two-fwd").run(allow).exit()).isZero();
    String proxy =
        "ProxyCommand=ssh "
            + String.join(" ", first.options())
            + " -p "
            + first.port()
            + " -W %h:%p "
            + first.target();
    List<String> words = new ArrayList<>(List.of("ssh", "-o", proxy));
    words.addAll(first.options());
    words.addAll(List.of("-p", "" + second.port(), "root@" + second.host(), "hostname"));

    assertThat(Programs.run(words).text()).contains("cfwd2");
  }

  @Test
  void aRemotePortLeadsToTheClient() throws Exception {
    try (ServerSocket here = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread greeter = new Thread(() -> greet(here));
      greeter.setDaemon(true);
      greeter.start();
      String script =
          "import socket,sys,os;"
              + "s=socket.create_connection(('127.0.0.1',int(sys.argv[1])));"
              + "print(s.recv(100).decode())";
      int port = freePort();

      Programs.Result result =
          first.run(
              "python3 -c \"" + script + "\" " + port,
              "-R",
              port + ":127.0.0.1:" + here.getLocalPort(),
              "-o",
              "ExitOnForwardFailure=yes");

      assertThat(result.text()).contains("hello from the client");
    }
  }

  private static void greet(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getOutputStream().write("hello from the client\n".getBytes(UTF_8));
    } catch (IOException e) {
      // The test says what is missing.
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void forwardingAtTheMenusLoginSaysWhatItNeeds() {
    Programs.Result result =
        scene.ssh(key, "fwd").run(null, "-W", "127.0.0.1:1", "-o", "LogLevel=INFO");

    assertThat(result.exit()).isNotZero();
    assertThat(result.err()).contains("forwarding needs a container");
  }

  @Test
  void x11IsRefusedWithAReasonAndTheCommandRuns() {
    Programs.Result result =
        Programs.run(x11Words(), new byte[0], Map.of("DISPLAY", "127.0.0.1:77"));

    assertThat(result.text()).contains("uid=0(root)");
    assertThat(result.exit()).isZero();
  }

  private List<String> x11Words() {
    List<String> words = new ArrayList<>(List.of("ssh", "-Y", "-p", "" + first.port()));
    words.addAll(first.options());
    words.addAll(List.of(first.target(), "id"));
    return words;
  }

  @Test
  void gitPushesAndClones() throws Exception {
    Path folder = java.nio.file.Files.createTempDirectory("postern-git");
    String ssh = "ssh -p " + first.port() + " " + String.join(" ", first.options());
    assertThat(first.run("git init -q --bare /tmp/repo.git").exit()).isZero();
    String url = first.target() + ":/tmp/repo.git";
    Map<String, String> environment = Map.of("GIT_SSH_COMMAND", ssh);
    String script =
        "cd "
            + folder
            + " && git init -q w && cd w && echo text > f && git add f && git -c user.name=t -c"
            + " user.email=t@t commit -qm m && git push -q "
            + url
            + " HEAD:refs/heads/main && cd .. && git clone -q -b main "
            + url
            + " c && cat c/f";

    Programs.Result result = Programs.run(List.of("sh", "-c", script), new byte[0], environment);

    assertThat(result.text()).as(result.toString()).contains("text");
  }

  @Test
  void rekeyingUnderLoadLosesNothing() {
    byte[] bytes = new byte[8 << 20];
    new java.util.Random(3).nextBytes(bytes);

    Programs.Result result = first.run("cat", bytes, "-o", "RekeyLimit=1M");

    assertThat(java.util.Arrays.equals(result.out(), bytes)).as(result.err()).isTrue();
  }

  @Test
  void aClientThatVanishesLeavesNothingBehind() throws Exception {
    List<String> words = new ArrayList<>(List.of("ssh", "-tt", "-p", "" + first.port()));
    words.addAll(first.options());
    words.addAll(List.of(first.target(), "echo in; exec sleep 4242"));
    Process client = new ProcessBuilder(words).start();
    assertThat(client.getInputStream().readNBytes(2)).isEqualTo("in".getBytes(UTF_8));

    client.destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> first.run("pgrep -f '[s]leep 4242'").text().isBlank());
  }

  /** An ssh-agent of its own. */
  private record Agent(Process process, Path socket) implements AutoCloseable {

    static Agent with(KeyFile key) throws Exception {
      Path socket = java.nio.file.Files.createTempDirectory("postern-agent").resolve("socket");
      Process process =
          new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      await().until(() -> java.nio.file.Files.exists(socket));
      if (key != null) {
        Programs.Result added =
            Programs.run(
                List.of("ssh-add", "-q", key.file().toString()),
                new byte[0],
                Map.of("SSH_AUTH_SOCK", socket.toString()));
        assertThat(added.exit()).isZero();
      }
      return new Agent(process, socket);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
