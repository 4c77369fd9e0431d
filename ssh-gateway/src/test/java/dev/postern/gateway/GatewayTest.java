package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import dev.postern.events.state.ShareState;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.RealContainers;
import dev.postern.gateway.testing.Ssh;
import dev.postern.gateway.testing.StateTopics;
import dev.postern.gateway.view.GatewayView;
import dev.postern.keytable.Fingerprint;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The gateway between the real OpenSSH client and real containers. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {

  private static final String WEB = "cweb1";
  private static final String OTHER = "cother1";

  @Inject GatewayServer gateway;
  @Inject GatewayView view;
  @TempDir Path files;

  private RealContainers containers;
  private StateTopics topics;
  private KeyFile demo;
  private KeyFile friend;
  private LocalContainer web;

  @BeforeAll
  void world() {
    containers = RealContainers.orSkip();
    topics = new StateTopics(GatewayWorld.bootstrap());
    demo = KeyFile.generate(GatewayWorld.folder(), "demo", "ed25519");
    friend = KeyFile.generate(GatewayWorld.folder(), "friend", "ecdsa");
    web = containers.create("web-1");
    LocalContainer other = containers.create("other-1");
    topics.key(demo, "demo");
    topics.key(friend, "friend");
    topics.put(RealContainers.state(web, WEB, "demo", "shop", "web-1"));
    topics.put(RealContainers.state(other, OTHER, "friend", "blog", "other-1"));
  }

  @BeforeEach
  void viewIsLoaded() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> gateway.port() > 0 && view.container(OTHER).isPresent() && view.keyCount() >= 2);
  }

  @AfterAll
  void end() {
    if (topics != null) {
      topics.close();
    }
    if (containers != null) {
      containers.close();
    }
  }

  private Ssh as(KeyFile key, String login) {
    return new Ssh(login, gateway.port(), key.file());
  }

  private Ssh web() {
    return as(demo, "web-1-demo");
  }

  @Test
  void aCommandRunsAsRootInTheContainer() {
    Programs.Result result = web().run("id; hostname");

    assertThat(result.text()).contains("uid=0(root)").contains("web-1");
    assertThat(result.exit()).isZero();
  }

  @Test
  void aContainerIsReachedByNameByIdAndWithItsAccount() {
    for (String login : List.of("web-1", WEB, WEB + "-demo", "web-1-demo")) {
      assertThat(as(demo, login).run("hostname").text()).as(login).contains("web-1");
    }
  }

  @Test
  void exitStatusAndExitSignalArrive() {
    assertThat(web().run("exit 42").exit()).isEqualTo(42);
    assertThat(web().run("kill -TERM $$").exit()).isNotZero();
  }

  @Test
  void standardErrorStaysApart() {
    Programs.Result result = web().run("echo out; echo err >&2");

    assertThat(result.text()).isEqualTo("out\n");
    assertThat(result.err()).isEqualTo("err\n");
  }

  @Test
  void aShellHasATerminalAndEnvironment() {
    Programs.Result result = web().run("tty; stty size; echo $TERM", "-tt");

    assertThat(result.text()).contains("/dev/pts/");
  }

  @Test
  void inputIsReadToItsEnd() {
    byte[] input = "one\ntwo\nthree\n".getBytes(UTF_8);

    assertThat(web().run("wc -l", input).text().strip()).isEqualTo("3");
  }

  @Test
  void tenMegabytesArriveByteForByteBothWays() {
    byte[] bytes = new byte[10 << 20];
    new Random(7).nextBytes(bytes);

    Programs.Result result = web().run("cat", bytes);

    assertThat(result.exit()).isZero();
    assertThat(Arrays.equals(result.out(), bytes)).isTrue();
  }

  @Test
  void scpCopiesWithBothProtocols() throws Exception {
    Path file = files.resolve("file");
    byte[] bytes = new byte[1 << 20];
    new Random(8).nextBytes(bytes);
    Files.write(file, bytes);
    for (String protocol : List.of("-O", "-s")) {
      Path back = files.resolve("back" + protocol);
      assertThat(scp(protocol, file.toString(), web().target() + ":/tmp/f" + protocol).exit())
          .isZero();
      assertThat(scp(protocol, web().target() + ":/tmp/f" + protocol, back.toString()).exit())
          .isZero();
      assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    }
  }

  private Programs.Result scp(String protocol, String from, String to) {
    List<String> words = new ArrayList<>(List.of("scp", protocol, "-P", "" + gateway.port()));
    words.addAll(web().options());
    words.addAll(List.of(from, to));
    return Programs.run(words);
  }

  @Test
  void anUnregisteredKeyIsNamedAndTheNextOneIsTried() {
    KeyFile stranger = KeyFile.generate(files, "stranger", "ed25519");

    Programs.Result alone = as(stranger, "web-1-demo").run("id", "-o", "LogLevel=INFO");
    Programs.Result both = web().run("id", "-o", "IdentityFile=" + stranger.file());

    assertThat(alone.exit()).isEqualTo(255);
    assertThat(alone.err())
        .contains("Postern: key " + stranger.fingerprint() + " is not registered")
        .contains("Permission denied (publickey)");
    assertThat(both.exit()).isZero();
  }

  @Test
  void anotherTenantsContainerLooksLikeNone() {
    Programs.Result others = as(demo, "other-1-friend").run("id");
    Programs.Result none = as(demo, "other-2-friend").run("id");

    assertThat(others.exit()).isEqualTo(1);
    assertThat(others.err().replace("other-1", "X")).isEqualTo(none.err().replace("other-2", "X"));
    assertThat(others.err()).contains("Postern: ");
  }

  @Test
  void aShareOpensAnEnvironmentAndItsEndEndsTheSession() throws Exception {
    var share = new ShareState("friend", "blog", "demo");
    topics.put(share);
    await().until(() -> as(demo, "other-1-friend").run("id").exit() == 0);
    Process session = start(as(demo, "other-1-friend"), "sleep 60");

    topics.removeShare(share);

    assertThat(session.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(new String(session.getErrorStream().readAllBytes(), UTF_8))
        .contains("no longer shared");
    assertThat(as(demo, "other-1-friend").run("id").exit()).isEqualTo(1);
  }

  @Test
  void aRemovedKeyIsRefusedWithinASecondAndItsSessionEnds() throws Exception {
    KeyFile key = KeyFile.generate(files, "removed", "ed25519");
    topics.key(key, "demo");
    await().until(() -> view.key(Fingerprint.parse(key.fingerprint())).isPresent());
    Process session = start(as(key, "web-1-demo"), "sleep 60");

    topics.removeKey(key);
    Instant removed = Instant.now();

    assertThat(session.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(Duration.between(removed, Instant.now())).isLessThan(Duration.ofSeconds(1));
    assertThat(new String(session.getErrorStream().readAllBytes(), UTF_8))
        .contains("Postern: your key was removed");
    assertThat(as(key, "web-1-demo").run("id").exit()).isEqualTo(255);
  }

  /** A session that has entered. */
  private Process start(Ssh ssh, String command) throws Exception {
    List<String> words = new ArrayList<>(List.of("ssh"));
    words.addAll(ssh.options());
    words.addAll(
        List.of("-p", "" + ssh.port(), "-o", "LogLevel=INFO", ssh.target(), "echo in; " + command));
    Process process = new ProcessBuilder(words).start();
    byte[] in = new byte[2];
    assertThat(process.getInputStream().readNBytes(in, 0, 2)).isEqualTo(2);
    return process;
  }

  @Test
  void aCommandAtAnAccountsLoginIsToldWhichLoginItWants() {
    Programs.Result result = as(demo, "demo").run("id");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text()).isEmpty();
    assertThat(result.err()).contains("log in as CONTAINER-demo");
  }

  @Test
  void theMenuLeadsIntoAContainerAndBack() {
    byte[] typed = "2\r2\rhostname; exit 0\r".getBytes(UTF_8);

    Programs.Result result = as(demo, "demo").run(null, typed, "-tt");

    assertThat(result.text())
        .contains("environments of demo")
        .contains("containers of shop")
        .contains("web-1")
        .as("what is typed ahead of the container's shell reaches it")
        .containsPattern("(?m)^web-1\r?$");
    assertThat(result.exit()).isZero();
  }

  @Test
  void aConnectionIsForwardedFromTheContainer() throws Exception {
    int port = 20_000 + new Random().nextInt(20_000);
    Process server =
        start(web(), "cd /etc && exec python3 -m http.server --bind 127.0.0.1 " + port);
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                Programs.Result result =
                    web()
                        .run(
                            null,
                            "GET /hostname HTTP/1.0\r\n\r\n".getBytes(UTF_8),
                            "-W",
                            "127.0.0.1:" + port);
                assertThat(result.text()).contains("200 OK");
              });
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void sessionsAreInTheLogWithoutWhatWasTyped() {
    web().run("exit 7");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(KafkaLog.readAll(GatewayWorld.bootstrap(), Topics.SESSIONS))
                    .anySatisfy(
                        record -> {
                          assertThat(record.key()).isEqualTo(WEB);
                          assertThat(
                                  new String(
                                      record.headers().lastHeader(EventHeaders.TYPE).value(),
                                      UTF_8))
                              .isEqualTo("dev.postern.SessionClosed.v1");
                          assertThat(record.value())
                              .contains("\"exit\":7")
                              .contains("\"source\":\"127.0.0.1\"")
                              .doesNotContain("exit 7");
                        }));
  }

  @Test
  void sftpWorks() throws Exception {
    List<String> words = new ArrayList<>(List.of("sftp", "-b", "-", "-P", "" + gateway.port()));
    words.addAll(web().options());
    words.add(web().target());

    Programs.Result result =
        Programs.run(words, "mkdir /tmp/made\nls /tmp\n".getBytes(UTF_8), Map.of());

    assertThat(result.text()).contains("made");
    assertThat(result.exit()).isZero();
  }
}
