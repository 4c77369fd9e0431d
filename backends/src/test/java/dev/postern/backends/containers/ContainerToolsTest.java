package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.processes.Command;
import dev.postern.backends.programs.Prerequisites;
import dev.postern.backends.ssh.SshClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and services do in a container over SSH; one container serves all of it. */
class ContainerToolsTest {

  /** The shape of what a service runs to change a password: lock, mark, apply. */
  static final String FENCED_CHANGE =
      "sh -c 'PATH=$PATH:/usr/sbin:/sbin; umask 077; d=/etc/postern; mkdir -p $d;"
          + " exec 9>$d/lock; flock -w 10 9 || exit 75; IFS= read -r line;"
          + " echo c1 7 open >$d/fence.new; mv -f $d/fence.new $d/fence;"
          + " echo \"$line\" | timeout -k 5 20 chpasswd -e || exit 74'";

  private static final int INSTANCE = 10;

  @TempDir static Path keys;
  @TempDir static Path data;
  @TempDir Path here;

  private static LocalContainers containers;
  private static LocalContainer container;
  private static SshClient ssh;

  @BeforeAll
  static void create() {
    Isolation.Probe probe = Isolation.probe();
    assumeTrue(probe.isolation() == Isolation.NAMESPACES, probe.reason());
    ManagementKey.in(keys);
    containers = LocalContainers.open(data, INSTANCE, Isolation.NAMESPACES);
    container =
        containers.create("tools", ContainerOptions.withKeys(List.of(ManagementKey.line(keys))));
    ssh = SshClient.to("root", container.host(), container.port()).key(ManagementKey.file(keys));
  }

  @AfterAll
  static void delete() {
    if (containers != null) {
      ssh.close();
      containers.list().forEach(LocalContainer::delete);
    }
  }

  @Test
  void scpCopiesBothWays() throws IOException {
    // Given
    Path file = Files.writeString(here.resolve("file"), "content");

    // When
    assertThat(ssh.scp(file.toString(), ":/root/by-scp").exit()).isZero();
    assertThat(ssh.scp(":/root/by-scp", here.resolve("back").toString()).exit()).isZero();

    // Then
    assertThat(here.resolve("back")).hasContent("content");
  }

  @Test
  void sftpCopiesBothWays() throws IOException {
    // Given
    Path file = Files.writeString(here.resolve("file"), "content");

    // When
    SshClient.Result result =
        ssh.sftp("put " + file + " /root/by-sftp\nget /root/by-sftp " + here + "/back\n");

    // Then
    assertThat(result.exit()).isZero();
    assertThat(here.resolve("back")).hasContent("content");
  }

  @Test
  void rsyncCopies() throws IOException {
    Optional<String> missing = Prerequisites.missing("rsync", "rsync");
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    Files.writeString(here.resolve("file"), "content");
    assertThat(ssh.rsync(here + "/", ":/root/by-rsync/").exit()).isZero();
    assertThat(ssh.run("cat /root/by-rsync/file").stdout()).isEqualTo("content");
  }

  @Test
  void anInteractiveLoginGetsATerminalAndAGreeting() {
    SshClient.Result result = ssh.run("tty; echo $TERM", "-tt");
    assertThat(result.stdout()).startsWith("/dev/pts/");
    assertThat(ssh.run("cat /etc/motd").stdout()).contains("tools, a container of Postern");
  }

  @Test
  void aFencedPasswordChangeInOneScriptWorks() {
    // Given
    String line = "root:" + CryptLine.sha512("a-password");

    // When
    SshClient.Result result = ssh.run(FENCED_CHANGE, (line + "\n").getBytes(UTF_8));

    // Then
    assertThat(result.exit()).as(result.stderr()).isZero();
    assertThat(ssh.run("getent shadow root").stdout()).startsWith(line + ":");
    assertThat(ssh.run("grep ^root: /etc/shadow").stdout()).startsWith(line + ":");
    assertThat(ssh.run("cat /etc/postern/fence").stdout()).isEqualTo("c1 7 open\n");
  }

  @Test
  void theEffectiveSettingsForRootCanBeRead() {
    SshClient.Result result = ssh.run("sshd -T -C user=root,host=localhost,addr=127.0.0.1");
    assertThat(result.stdout().lines())
        .contains(
            "permitrootlogin yes",
            "passwordauthentication yes",
            "authorizedkeysfile .ssh/authorized_keys /etc/ssh/postern/authorized_keys");
    assertThat(ssh.run("sshd -T -C user=root").exit()).isZero();
  }

  @Test
  void aFullDiskCanBeSeenAndCommonToolsAreThere() {
    assertThat(ssh.run("df -P /").stdout().lines()).hasSize(2);
    assertThat(ssh.run("echo a b | awk '{print $2}' | sed s/b/c/").stdout()).isEqualTo("c\n");
    assertThat(ssh.run("test -w /var/lib/postern && id -un && echo ~").stdout())
        .isEqualTo("root\n/root\n");
  }

  @Test
  void aKeyOfTheUsersOwnOpensItToo() {
    // Given
    Path own = here.resolve("own");
    Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", own.toString()).run();

    // When
    ssh.run(
        "mkdir -p -m 700 ~/.ssh && cat > ~/.ssh/authorized_keys", read(here.resolve("own.pub")));

    // Then
    try (SshClient user = SshClient.to("root", container.host(), container.port()).key(own)) {
      assertThat(user.run("id").stdout()).startsWith("uid=0(root)");
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aContainerCanForbidPasswords() {
    LocalContainer keysOnly =
        containers.create(
            "keys-only",
            ContainerOptions.withKeys(List.of(ManagementKey.line(keys)))
                .withSshdConfig("PasswordAuthentication no"));
    try (SshClient client =
        SshClient.to("root", keysOnly.host(), keysOnly.port()).key(ManagementKey.file(keys))) {
      assertThat(client.run("sshd -T -C user=root").stdout())
          .contains("\npasswordauthentication no\n");
    }
  }

  @Test
  void rootInsideIsNotTheHostsRoot() {
    String[] first = ssh.run("head -n 1 /proc/self/uid_map").stdout().trim().split(" +", -1);
    assertThat(first[0]).isEqualTo("0");
    assertThat(first[1]).isNotEqualTo("0");
  }
}
