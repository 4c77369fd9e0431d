package dev.postern.credential.credential;

import static dev.postern.credential.testing.Mailman.awaitEvent;
import static dev.postern.credential.testing.Mailman.events;
import static dev.postern.credential.testing.Mailman.password;
import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.name;
import static dev.postern.credential.testing.Requests.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.testing.Backends;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.OwnerLogin;
import dev.postern.credential.testing.RealContainers;
import dev.postern.credential.testing.SftpFiles;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.Proof;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password that does not log in is taken back, and what its container's sshd does counts. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class RefusedLoginTest {

  private static final String PAM = "/etc/pam.d/sshd";
  private static final String CONFIG = "/etc/ssh/sshd_config";

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
  void aPasswordThatIsNeverAcceptedIsTakenBackAndTheOneBeforeStaysValid() throws Exception {
    LocalContainer local = containers.create();
    SftpFiles files = new SftpFiles(local);
    String id = registered(local);
    String old = password(awaitEvent(id, ContainerCreated.class).secretRef(), id, 1, "demo");
    String pam = files.read(PAM);
    files.write(PAM, "auth required pam_deny.so\n" + pam);

    reset(id);

    assertThat(awaitEvent(id, PasswordResetFailed.class).reason()).isEqualTo("LOGIN_REFUSED");
    files.write(PAM, pam);
    assertThat(OwnerLogin.logsIn(local, old)).isTrue();
    reset(id);
    PasswordReset reset = awaitEvent(id, PasswordReset.class);
    assertThat(reset.proof()).isEqualTo(Proof.LOGIN);
    assertThat(OwnerLogin.logsIn(local, password(reset.secretRef(), id, 3, "demo"))).isTrue();
  }

  @Test
  void aResetFinishesWithAnotherPasswordOnceTheCauseIsGone() throws Exception {
    LocalContainer local = containers.create();
    SftpFiles files = new SftpFiles(local);
    String id = registered(local);
    awaitEvent(id, ContainerCreated.class);
    files.write("/root/once", "#!/bin/sh\n[ -e /root/refused ] || { : >/root/refused; exit 1; }\n");
    files.run("chmod 755 /root/once");
    files.write(PAM, "auth requisite pam_exec.so quiet /root/once\n" + files.read(PAM));

    reset(id);

    PasswordReset reset = awaitEvent(id, PasswordReset.class);
    files.read("/root/refused");
    assertThat(reset.proof()).isEqualTo(Proof.LOGIN);
    assertThat(OwnerLogin.logsIn(local, password(reset.secretRef(), id, 2, "demo"))).isTrue();
    assertThat(events(id, PasswordReset.class)).hasSize(1);
    assertThat(events(id, PasswordResetFailed.class)).isEmpty();
  }

  @Test
  void whatSshdDoesOutranksWhatItsFileSaysByNow() throws Exception {
    LocalContainer asks = containers.create();
    append(asks, "Match all\nPasswordAuthentication no\n");
    LocalContainer asksNot = containers.create("PasswordAuthentication no");
    SftpFiles files = new SftpFiles(asksNot);
    files.write(CONFIG, files.read(CONFIG).replace("PasswordAuthentication no\n", ""));

    String applied = registered(asks);
    String failed = registered(asksNot);

    assertThat(awaitEvent(applied, ContainerCreated.class).proof()).isEqualTo(Proof.LOGIN);
    assertThat(awaitEvent(failed, PasswordResetFailed.class).reason())
        .isEqualTo("PASSWORD_LOGIN_DISABLED");
    assertThat(files.read("/etc/shadow")).startsWith("root:*:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Match Address 127.0.0.0/8\nPasswordAuthentication no",
        "Match LocalPort 2222 Group root\nAuthenticationMethods publickey",
      })
  void aMatchThatKeepsThePasswordOutChangesNothingInTheContainer(String lines) throws Exception {
    LocalContainer local = containers.create();
    append(local, lines);
    restart(local);

    String id = registered(local);

    assertThat(awaitEvent(id, PasswordResetFailed.class).reason())
        .isEqualTo("PASSWORD_LOGIN_DISABLED");
    assertThat(new SftpFiles(local).read("/etc/shadow")).startsWith("root:*:");
  }

  @Test
  void aMatchThatIsForOthersKeepsNoPasswordOut() throws Exception {
    LocalContainer local = containers.create();
    append(
        local,
        "Match Address 203.0.113.0/24 LocalAddress 203.0.113.9 LocalPort 23 RDomain x\n"
            + "PasswordAuthentication no\n"
            + "Match Host *.example.org\n"
            + "AuthenticationMethods publickey\n");
    restart(local);

    String id = registered(local);

    assertThat(awaitEvent(id, ContainerCreated.class).proof()).isEqualTo(Proof.LOGIN);
    as("demo").post("/v1/containers/" + id + "/ssh-check").then().body("verdict", equalTo("OK"));
  }

  private static void append(LocalContainer local, String lines) throws Exception {
    SftpFiles files = new SftpFiles(local);
    files.write(CONFIG, files.read(CONFIG) + lines + "\n");
  }

  private static void restart(LocalContainer local) {
    local.stop();
    local.start();
  }

  private static String registered(LocalContainer local) {
    return register(container("demo", name(), local.host(), local.port()));
  }

  private static void reset(String id) {
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);
  }
}
