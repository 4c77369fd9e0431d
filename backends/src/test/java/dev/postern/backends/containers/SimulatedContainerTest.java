package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.programs.HostPrograms;
import dev.postern.backends.ssh.SshClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedContainerTest {

  private static final int INSTANCE = 12;

  @TempDir Path keys;
  @TempDir Path data;
  private LocalContainers containers;
  private LocalContainer container;

  @BeforeEach
  void create() {
    assumeTrue(HostPrograms.has("ssh") && HostPrograms.has("openssl"), "ssh or openssl is missing");
    ManagementKey.in(keys);
    containers = LocalContainers.open(data, INSTANCE, Isolation.SIMULATED);
    container =
        containers.create("web-1", ContainerOptions.withKeys(List.of(ManagementKey.line(keys))));
  }

  @AfterEach
  void delete() {
    containers.list().forEach(LocalContainer::delete);
    containers.close();
  }

  private SshClient client() {
    return SshClient.to("root", container.host(), container.port());
  }

  @Test
  void itSaysThatItIsSimulated() {
    try (SshClient ssh = client().key(ManagementKey.file(keys))) {
      SshClient.Result result = ssh.run("id", "-o", "LogLevel=INFO");
      assertThat(result.stdout()).isEqualTo("uid=0(root) gid=0(root) groups=0(root) simulated\n");
      assertThat(result.stderr()).contains("Simulated container");
    }
  }

  @Test
  void aPasswordSetByItsHashLogsInAlsoAfterARestart() {
    // Given
    try (SshClient ssh = client().key(ManagementKey.file(keys))) {
      byte[] line = ("root:" + CryptLine.sha512("a-password") + "\n").getBytes(UTF_8);
      assertThat(ssh.run("sh -c 'cat >/etc/line; chpasswd -e </etc/line'", line).exit()).isZero();
    }
    List<String> hostKeys = container.hostKeyFingerprints();

    // When
    container.stop();
    container.start();

    // Then
    assertThat(container.hostKeyFingerprints()).isEqualTo(hostKeys).hasSize(1);
    try (SshClient ssh = client()) {
      assertThat(ssh.password("a-password").run("cat /etc/line").stdout()).startsWith("root:$6$");
      assertThat(ssh.password("another").run("id").exit()).isEqualTo(255);
    }
  }

  @Test
  void aFencedPasswordChangeInOneScriptWorks() {
    // Given
    String line = "root:" + CryptLine.sha512("a-password");
    byte[] input = (line + "\n").getBytes(UTF_8);

    // When
    try (SshClient ssh = client().key(ManagementKey.file(keys))) {
      assertThat(ssh.run(ContainerToolsTest.FENCED_CHANGE, input).exit()).isZero();

      // Then
      assertThat(ssh.run("sh -c 'grep \"^root:\" /etc/shadow'").stdout()).startsWith(line + ":");
      assertThat(ssh.run("sh -c 'cat /etc/postern/fence'").stdout()).isEqualTo("c1 7 open\n");
      assertThat(ssh.run("sshd -T -C user=root").stdout()).contains("passwordauthentication yes");
    }
    assertThat(Path.of("/etc/postern/fence")).doesNotExist();
  }

  @Test
  void aScriptThatIsReadByAShellWithItsOwnEnvironmentActsOnTheFolderOnly() {
    String command =
        "/bin/sh -c 'exec /usr/bin/env -i PATH=\"/usr/sbin:/usr/bin:/bin${PATH:+:$PATH}\" /bin/sh'";
    byte[] script =
        "id -u; echo mine >/etc/simulated-mark; cat /etc/simulated-mark".getBytes(UTF_8);

    try (SshClient ssh = client().key(ManagementKey.file(keys))) {
      assertThat(ssh.run(command, script).stdout()).isEqualTo("0\nmine\n");
    }
    assertThat(Path.of("/etc/simulated-mark")).doesNotExist();
  }

  @Test
  void theFolderItselfIsTheContainersToo() {
    try (SshClient ssh = client().key(ManagementKey.file(keys))) {
      assertThat(ssh.run("sh -c '[ -w /etc ] && ls -d /etc'").stdout()).isEqualTo("etc\n");
      assertThat(ssh.run("echo /etcetera a/etc /etc.d /etc").stdout())
          .isEqualTo("/etcetera a/etc /etc.d etc\n");
    }
  }

  @Test
  void commandsNeverRunAsTheMachinesRoot() {
    try (SshClient ssh = client().key(ManagementKey.file(keys))) {
      assertThat(ssh.run("/usr/bin/id -u").stdout().strip()).isNotEqualTo("0");
      assertThat(ssh.run("exit 7").exit()).isEqualTo(7);
    }
  }
}
