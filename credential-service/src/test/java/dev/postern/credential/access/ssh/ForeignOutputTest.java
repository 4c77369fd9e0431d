package dev.postern.credential.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.programs.Prerequisites;
import dev.postern.backends.testing.Backends;
import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer.Verdict;
import dev.postern.credential.access.LoginSettings;
import dev.postern.credential.password.CryptHash;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.RealContainers;
import dev.postern.credential.testing.SftpFiles;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Containers as people made them: what root's start-up files, its shell and sshd's settings print
 * or run is told from the answers of Postern's own commands.
 */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
@Timeout(60)
class ForeignOutputTest {

  private static final CryptHash HASH = new CryptHash("$6$saltsaltsaltsalt$" + "a".repeat(86));

  private static DirectAccess access;
  private static RealContainers containers;
  private static LocalContainer container;
  private static SftpFiles files;
  private static String passwd;
  private static long generation;

  @BeforeAll
  static void startContainer() throws Exception {
    containers = RealContainers.orSkip();
    access = new DirectAccess(Duration.ofSeconds(9));
    container = containers.create();
    files = new SftpFiles(container);
    passwd = files.read("/etc/passwd");
    files.run("mkdir /root/.ssh");
  }

  @AfterAll
  static void deleteContainer() {
    if (containers != null) {
      containers.close();
      access.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo hi; printf 'no line'; seq 1 100000; seq 1 100000 >&2; stty -echo; sleep 1",
        "set -e; set -u; set -x; exec 2>&1; trap 'echo bye' EXIT; unset PATH",
        "flock() { echo hi; }; cat() { echo hi; }; export -f flock cat; alias sh=false;"
            + " export LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 PATH=/nowhere IFS=",
        "export ENV=~/.bashrc BASH_ENV=~/.bashrc CDPATH=/; echo 'echo hi' >~/.ssh/rc; exec dash",
      })
  void whatRootsStartUpFileDoesIsNoAnswer(String bashrc) throws Exception {
    files.write("/root/.bashrc", bashrc);

    assertAnswers(container);
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/bin/zsh, zsh, .zshenv, echo hi",
    "/usr/bin/tcsh, tcsh, .cshrc, echo hi",
    "/usr/bin/fish, fish, .fishrc, ''",
    "/root/wrapper, tcsh, .bashrc, exec tcsh",
  })
  void anyShellOfRootsWillDo(String shell, String debianPackage, String file, String text)
      throws Exception {
    String lacks = Prerequisites.missing(debianPackage, debianPackage).orElse("");
    assumeTrue(lacks.isEmpty(), lacks);
    files.write("/root/wrapper", "#!/bin/sh\necho welcome\nexec /bin/bash \"$@\"\n");
    files.run("chmod 755 /root/wrapper");
    files.write("/root/" + file, text);
    files.write("/etc/passwd", passwd.replace("/bin/bash", shell));

    assertAnswers(container);
  }

  @ParameterizedTest
  @CsvSource({
    "echo no entry; exit 3, NO_COMMANDS, no entry",
    "yes, NO_COMMANDS, y y y y y y y",
    "exec /usr/sbin/nologin, NO_SHELL, This account is currently not available.",
  })
  void whatCameInsteadOfAnAnswerIsTold(String bashrc, Reason reason, String seen) throws Exception {
    files.write("/root/.bashrc", bashrc);

    AccessException failure = failure(container);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.seen()).startsWith(seen).hasSizeLessThan(100);
  }

  @Test
  void whatWaitsForInputInsteadShowsItself() throws Exception {
    files.write("/root/.bashrc", "echo Menu; cat >/dev/null; exit");

    try (DirectAccess impatient = new DirectAccess(Duration.ofSeconds(3))) {
      assertThat(failure(impatient, container).seen()).isEqualTo("Menu");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "root:*:0:0:99999:7:::, PASSWORD_EXPIRED",
    "root:*:18000:0:1:7:1::, ACCOUNT_EXPIRED",
  })
  void whatPamSaysAboutTheAccountIsTheCause(String row, Reason reason) throws Exception {
    LocalContainer expired = containers.create();
    new SftpFiles(expired).write("/etc/shadow", row + "\n");

    assertThat(failure(expired).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "ForceCommand echo Only backups here., NO_COMMANDS, Only backups here.",
    "ForceCommand internal-sftp, NO_COMMANDS, This service allows sftp connections only.",
  })
  void whatSshdForcesIsNoAnswerEither(String line, Reason reason, String seen) {
    AccessException failure = failure(containers.create(line));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.seen()).isEqualTo(seen);
  }

  @Test
  void whatSshdPrintsAndSetsIsNoAnswerEither() throws Exception {
    LocalContainer chatty =
        containers.create("Banner /etc/motd", "PrintMotd yes", "PermitUserEnvironment yes");
    SftpFiles itsFiles = new SftpFiles(chatty);
    itsFiles.run("mkdir /root/.ssh");
    itsFiles.write("/root/.ssh/environment", "PATH=/nowhere\nENV=/root/.profile\nLC_ALL=tr_TR\n");
    itsFiles.write("/etc/ssh/sshrc", "echo hi; echo hi >&2");

    assertAnswers(chatty);
  }

  @AfterEach
  void mend() throws Exception {
    files.write("/etc/passwd", passwd);
    files.write("/root/.bashrc", "");
    files.run("-rm /root/.ssh/rc");
  }

  private static void assertAnswers(LocalContainer container) throws Exception {
    try (AccessSession session = access.ssh().open(DirectAccess.of(container))) {
      Fence fence = new Fence("ctest23456", ++generation);
      assertThat(session.applyHash(fence, HASH).is(Verdict.DONE)).isTrue();
      assertThat(session.readProof()).isEqualTo(HASH.value());
      assertThat(session.examine()).isEqualTo(LoginSettings.PASSWORD_ALLOWED);
      assertThat(session.diagnose().settings()).isPresent();
    }
  }

  private static AccessException failure(LocalContainer container) {
    return failure(access, container);
  }

  private static AccessException failure(DirectAccess access, LocalContainer container) {
    return catchThrowableOfType(
        AccessException.class,
        () -> {
          try (AccessSession session = access.ssh().open(DirectAccess.of(container))) {
            session.readProof();
          }
        });
  }
}
