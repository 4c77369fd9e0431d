package dev.postern.credential.sshcheck;

import static dev.postern.credential.testing.Mailman.awaitEvent;
import static dev.postern.credential.testing.Mailman.password;
import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.name;
import static dev.postern.credential.testing.Requests.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.testing.Backends;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.OwnerLogin;
import dev.postern.credential.testing.RealContainers;
import dev.postern.credential.testing.SftpFiles;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordResetFailed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Containers that are broken in each way are told from whole ones. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class SshCheckTest {

  private static RealContainers containers;

  @BeforeAll
  static void startContainers() {
    containers = RealContainers.orSkip();
  }

  @AfterAll
  static void deleteContainers() {
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void findsNothingWrongInAWholeContainer() {
    LocalContainer local = containers.create();
    String id = registered(local);
    awaitEvent(id, ContainerCreated.class);

    JsonPath answer = check(id);

    assertThat(answer.getString("verdict")).isEqualTo("OK");
    assertThat(results(answer))
        .hasSize(Check.Name.values().length)
        .doesNotContainValue("PROBLEM")
        .containsEntry("SSHD_RUNNING", "OK")
        .containsEntry("KEY_EXCHANGE", "OK")
        .containsEntry("MANAGEMENT_LOGIN", "OK")
        .containsEntry("ACCOUNT", "OK")
        .containsEntry("DISK", "OK");
  }

  @Test
  void seesThatPasswordsOfRootAreSwitchedOff() {
    LocalContainer local =
        containers.create(
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password");
    String id = registered(local);
    awaitEvent(id, PasswordResetFailed.class);

    JsonPath answer = check(id);

    // The container is new, and none of Postern's passwords was set.
    assertProblems(answer, "PASSWORD_AUTHENTICATION", "PERMIT_ROOT_LOGIN", "ACCOUNT");
    assertThat(hint(answer, "PERMIT_ROOT_LOGIN")).contains("PermitRootLogin yes", "sshd -t");
  }

  @Test
  void seesThatSshdWasStopped() {
    LocalContainer local = containers.create();
    String id = registered(local);
    local.stop();

    JsonPath answer = check(id);

    assertProblems(answer, "SSHD_RUNNING", "PORT_OPEN");
    assertThat(hint(answer, "SSHD_RUNNING")).contains("systemctl start ssh");
    assertThat(results(answer)).containsEntry("ACCOUNT", "UNKNOWN");
  }

  @Test
  void seesAFullDiskABrokenConfigurationAndALockedOrExpiredAccount() throws Exception {
    LocalContainer local = containers.create();
    String id = registered(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    String password = password(created.secretRef(), id, 1, "demo");
    OwnerLogin.run(
        local,
        password,
        "mount -t tmpfs -o size=16k tmpfs /etc/postern &&"
            + " { head -c 20000 /dev/zero >/etc/postern/full 2>/dev/null || true; }");
    OwnerLogin.run(local, password, "echo Nonsense yes >>/etc/ssh/sshd_config");
    OwnerLogin.run(local, password, "usermod -L root");

    JsonPath answer = check(id);

    assertProblems(answer, "SSHD_CONFIG", "ACCOUNT", "DISK");
    assertThat(hint(answer, "ACCOUNT")).contains("passwd -u root");
    assertThat(hint(answer, "DISK")).contains("/etc/postern", "df -h");
    assertThat(hint(answer, "SSHD_CONFIG")).contains("sshd -t");
  }

  @Test
  void seesThatTheAccountHasExpiredAndAResetSaysSo() throws Exception {
    LocalContainer local = containers.create();
    String id = registered(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    OwnerLogin.run(local, password(created.secretRef(), id, 1, "demo"), "chage -E 0 root");

    JsonPath answer = check(id);
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);

    assertProblems(answer, "MANAGEMENT_LOGIN", "ACCOUNT");
    assertThat(hint(answer, "ACCOUNT")).contains("chage -E -1 root");
    assertThat(awaitEvent(id, PasswordResetFailed.class).reason()).isEqualTo("ACCOUNT_EXPIRED");
  }

  @Test
  void seesThatThePasswordHasExpiredAndAResetSaysSo() throws Exception {
    LocalContainer local = containers.create();
    String id = registered(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    OwnerLogin.run(local, password(created.secretRef(), id, 1, "demo"), "chage -d 0 root");

    JsonPath answer = check(id);
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);

    assertProblems(answer, "MANAGEMENT_LOGIN", "ACCOUNT");
    assertThat(hint(answer, "ACCOUNT")).contains("PASSWORD_EXPIRED", "chage -M -1 -d -1 root");
    assertThat(awaitEvent(id, PasswordResetFailed.class).reason()).isEqualTo("PASSWORD_EXPIRED");
  }

  @Test
  void seesWhatCameInsteadOfAnAnswerAndAResetLeavesThePassword() throws Exception {
    LocalContainer local = containers.create();
    String id = registered(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    new SftpFiles(local).write("/root/.bashrc", "echo No entry today.; exit 3");

    JsonPath answer = check(id);
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);

    assertProblems(answer, "MANAGEMENT_LOGIN");
    assertThat(hint(answer, "MANAGEMENT_LOGIN")).contains("«No entry today.»", "~/.bashrc");
    assertThat(awaitEvent(id, PasswordResetFailed.class).reason()).isEqualTo("NO_COMMANDS");
    assertThat(OwnerLogin.logsIn(local, password(created.secretRef(), id, 1, "demo"))).isTrue();
  }

  @Test
  void namesBothListsWhereThereIsNoCommonAlgorithm() {
    LocalContainer local = containers.create("Ciphers 3des-cbc");
    String id = registered(local);

    JsonPath answer = check(id);

    assertProblems(answer, "KEY_EXCHANGE", "MANAGEMENT_LOGIN");
    assertThat(hint(answer, "KEY_EXCHANGE")).contains("3des-cbc", "aes256-gcm@openssh.com");
    assertThat(awaitEvent(id, PasswordResetFailed.class).reason()).isEqualTo("NO_COMMON_ALGORITHM");
  }

  @Test
  void seesAShellThatLetsNobodyIn() throws Exception {
    LocalContainer local = containers.create();
    String id = registered(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    OwnerLogin.run(
        local,
        password(created.secretRef(), id, 1, "demo"),
        "usermod -s /usr/sbin/nologin root 2>/dev/null");

    JsonPath answer = check(id);

    assertProblems(answer, "ACCOUNT");
    assertThat(hint(answer, "ACCOUNT")).contains("usermod -s /bin/sh root");
  }

  @Test
  void seesAHostKeyThatIsNotThePinnedOne() {
    LocalContainer local = containers.create();
    String other = "SHA256:" + "a".repeat(43);
    String body =
        container("demo", name(), local.host(), local.port())
            .replaceFirst("\"access\":\\{", "\"access\":{\"hostKeys\":[\"" + other + "\"],");
    String id = register(body);

    JsonPath answer = check(id);

    assertProblems(answer, "HOST_KEY");
  }

  @Test
  void tellsAPortThatIsNoSshdFromOneThatBreaksOff() throws Exception {
    try (ServerSocket silent = greeting("");
        ServerSocket broken = greeting("SSH-2.0-x\r\n")) {
      String noBanner = register(container("demo", name(), "127.0.0.1", silent.getLocalPort()));
      String noKeys = register(container("demo", name(), "127.0.0.1", broken.getLocalPort()));

      assertProblems(check(noBanner), "SSHD_RUNNING", "BANNER");
      assertProblems(check(noKeys), "KEY_EXCHANGE");
    }
  }

  @Test
  void looksAtNobodyElsesContainer() {
    String id = register(container("friend", name(), "127.0.0.1", 1));

    as("demo").post("/v1/containers/" + id + "/ssh-check").then().statusCode(404);
    as("auditor").post("/v1/containers/" + id + "/ssh-check").then().statusCode(403);
    as("friend").post("/v1/containers/" + id + "/ssh-check").then().statusCode(200);
  }

  private static String registered(LocalContainer local) {
    return register(container("demo", name(), local.host(), local.port()));
  }

  private static JsonPath check(String id) {
    return as("demo")
        .post("/v1/containers/" + id + "/ssh-check")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static void assertProblems(JsonPath answer, String... names) {
    assertThat(answer.getString("verdict")).isEqualTo("PROBLEM");
    List<String> problems =
        results(answer).entrySet().stream()
            .filter(entry -> entry.getValue().equals("PROBLEM"))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(problems).containsExactlyInAnyOrder(names);
    Arrays.stream(names).forEach(name -> assertThat(hint(answer, name)).isNotBlank());
  }

  private static Map<String, String> results(JsonPath answer) {
    return answer.<Map<String, String>>getList("checks").stream()
        .collect(Collectors.toMap(check -> check.get("name"), check -> check.get("result")));
  }

  private static String hint(JsonPath answer, String name) {
    return answer.getString("checks.find { it.name == '" + name + "' }.hint");
  }

  /** Says one line to everybody and hangs up. */
  private static ServerSocket greeting(String line) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(() -> greetAll(server, line), "greeting");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void greetAll(ServerSocket server, String line) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        // The next one is waited for, until the server is closed.
      }
    }
  }
}
