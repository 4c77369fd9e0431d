package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.ShareState;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.Ssh;
import dev.postern.gateway.testing.StateTopics;
import dev.postern.gateway.view.GatewayView;
import dev.postern.keytable.Fingerprint;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The menu as a client sees it; the containers behind it need not be there. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MenuSessionTest {

  private static final Logger LOG = Logger.getLogger(MenuSessionTest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MANY = 10_000;
  private static final int MEASURED = 20;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private StateTopics topics;
  private KeyFile many;
  private KeyFile odd;

  @BeforeAll
  void world() {
    topics = new StateTopics(GatewayWorld.bootstrap());
    many = key("many");
    odd = key("odd");
    for (int i = 0; i < MANY; i++) {
      topics.putLater(container("cmany" + i, "many", "env-" + i % 400, "web-" + i));
    }
    topics.put(container("codd1", "odd", "shop", "e\u001b[2Jvil\u202e"));
    topics.put(container("codd2", "odd", "shop", "same"));
    topics.put(container("codd3", "other", "blog", "same"));
    topics.put(new ShareState("other", "blog", "odd"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> gateway.port() > 0 && view.enterable("many").count() == MANY);
    await().atMost(PATIENCE).until(() -> view.enterable("odd").count() == 3);
    await()
        .atMost(PATIENCE)
        .until(() -> view.key(Fingerprint.parse(odd.fingerprint())).isPresent());
  }

  private KeyFile key(String account) {
    KeyFile key = KeyFile.generate(GatewayWorld.folder(), "menu-" + account, "ed25519");
    topics.key(key, account);
    return key;
  }

  private static ContainerState container(String id, String account, String env, String name) {
    return new ContainerState(
        id,
        account,
        env,
        "cp",
        name,
        RuntimeStatus.RUNNING,
        "127.0.0.1",
        1,
        "root",
        List.of(),
        List.of());
  }

  @AfterAll
  void end() {
    topics.close();
  }

  @Test
  void theMenuOfTenThousandContainersIsOnePage() throws Exception {
    try (MenuUser user = new MenuUser(many, "many", 80, 24)) {
      user.sees("Page 1 of 25");
      user.types("/env-39\r").sees("filtered by env-39");
      user.types("0\r").ended();
    }
    var opened = new ArrayList<Long>();
    for (int i = 0; i < MEASURED; i++) {
      try (MenuUser user = new MenuUser(many, "many", 80, 24)) {
        opened.add(user.millisToPrompt());
      }
    }
    opened.sort(null);
    LOG.infof(
        "Menu of %d containers, from the shell request to its prompt: p50 %d ms, most %d ms",
        MANY, opened.get(MEASURED / 2), opened.get(MEASURED - 1));
  }

  @Test
  void aLargerTerminalGetsALargerPage() throws Exception {
    try (MenuUser user = new MenuUser(many, "many", 80, 24)) {
      user.sees("Page 1 of 25");

      user.resizes(80, 58);
      user.types("1\r").sees("Page 1 of 8");
    }
  }

  @Test
  void aNameThatWouldMoveTheCursorIsShownPrintable() throws Exception {
    try (MenuUser user = new MenuUser(odd, "odd", 80, 24)) {
      user.sees("Enter [0-3]").types("3\r").sees("e?[2Jvil?");

      assertThat(user.text()).doesNotContain("\u001b[2J").doesNotContain("\u202e");
    }
  }

  @Test
  void aRecordWithAFieldThatIsNullHidesItsContainerAndNotTheMenu() throws Exception {
    KeyFile key = key("hurt");
    String whole = EventJson.write(container("churt1", "hurt", "shop", "web-1"));
    send("churt1", whole.replace("\"web-1\"", "null"));
    send("churt2", whole.replace("churt1", "churt2").replace("\"shop\"", "null"));
    send(
        "churt3",
        whole.replace("churt1", "churt3").replace("\"addresses\":[]", "\"addresses\":null"));
    topics.put(container("churt4", "hurt", "shop", "web-4"));
    await().atMost(PATIENCE).until(() -> view.container("churt4").isPresent());
    await()
        .atMost(PATIENCE)
        .until(() -> view.key(Fingerprint.parse(key.fingerprint())).isPresent());

    try (MenuUser user = new MenuUser(key, "hurt", 80, 24)) {
      user.sees("Enter [0-2]").types("2\r").sees("web-4");

      assertThat(view.enterable("hurt")).hasSize(1);
    }
  }

  /** Sequences of {@link StateTopics} are below. */
  private void send(String container, String json) {
    topics.send(Topics.STATE_CONTAINERS, container, json, ContainerState.class, 1_000_000);
  }

  @Test
  void anAmbiguousNameIsAnsweredWithTheLoginsThatAreNot() {
    Programs.Result result = new Ssh("same", gateway.port(), odd.file()).run("id");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text()).isEmpty();
    assertThat(result.err())
        .contains("Postern: \"same\" is ambiguous, use the id: ")
        .contains("codd2 (odd/shop/same)")
        .contains("codd3 (other/blog/same)");
  }

  /** Somebody at the menu, with a terminal. */
  private final class MenuUser implements AutoCloseable {

    private final SshClient client = SshClient.setUpDefaultClient();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final ChannelShell shell;
    private final long asked;

    MenuUser(KeyFile key, String login, int columns, int lines) throws Exception {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.start();
      ClientSession session =
          client.connect(login, "127.0.0.1", gateway.port()).verify(PATIENCE).getSession();
      try (var in = Files.newInputStream(key.file())) {
        SecurityUtils.loadKeyPairIdentities(null, null, in, FilePasswordProvider.EMPTY)
            .forEach(session::addPublicKeyIdentity);
      }
      session.auth().verify(PATIENCE);
      shell = session.createShellChannel();
      shell.setPtyColumns(columns);
      shell.setPtyLines(lines);
      shell.setOut(shown);
      shell.setErr(shown);
      asked = System.nanoTime();
      shell.open().verify(PATIENCE);
    }

    String text() {
      return shown.toString(UTF_8);
    }

    MenuUser sees(String text) {
      await(text).atMost(PATIENCE).until(() -> text().contains(text));
      return this;
    }

    long millisToPrompt() {
      await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> text().contains("Enter ["));
      return Duration.ofNanos(System.nanoTime() - asked).toMillis();
    }

    MenuUser types(String line) throws Exception {
      shell.getInvertedIn().write(line.getBytes(UTF_8));
      shell.getInvertedIn().flush();
      return this;
    }

    void resizes(int columns, int lines) throws Exception {
      shell.sendWindowChange(columns, lines);
    }

    void ended() {
      await().atMost(PATIENCE).until(shell::isClosed);
      assertThat(shell.getExitStatus()).isZero();
    }

    @Override
    public void close() {
      client.close(true);
    }
  }
}
