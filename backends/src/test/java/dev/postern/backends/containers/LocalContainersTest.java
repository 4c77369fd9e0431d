package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.backends.ssh.SshClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalContainersTest {

  /** Beyond the instances of the launcher, 0 to 9. */
  private static final int INSTANCE = 13;

  @TempDir static Path keys;

  @TempDir Path data;
  private LocalContainers containers;

  @BeforeAll
  static void namespacesAndKeys() {
    Isolation.Probe probe = Isolation.probe();
    assumeTrue(probe.isolation() == Isolation.NAMESPACES, probe.reason());
    ManagementKey.in(keys);
  }

  @BeforeEach
  void open() {
    containers = LocalContainers.open(data, INSTANCE, Isolation.NAMESPACES);
  }

  @AfterEach
  void deleteAll() {
    containers.list().forEach(LocalContainer::delete);
    containers.close();
  }

  private LocalContainer create(String name) {
    return containers.create(name, ContainerOptions.withKeys(List.of(ManagementKey.line(keys))));
  }

  private static SshClient management(LocalContainer container) {
    return client(container).key(ManagementKey.file(keys));
  }

  private static SshClient client(LocalContainer container) {
    return SshClient.to("root", container.host(), container.port());
  }

  private static void setPassword(LocalContainer container, String password) {
    try (SshClient ssh = management(container)) {
      byte[] line = ("root:" + CryptLine.sha512(password) + "\n").getBytes(UTF_8);
      assertThat(ssh.run("chpasswd -e", line)).extracting(SshClient.Result::exit).isEqualTo(0);
    }
  }

  private static String in(LocalContainer container, String command) {
    try (SshClient ssh = management(container)) {
      SshClient.Result result = ssh.run(command);
      assertThat(result.exit()).as(command + ": " + result.stderr()).isZero();
      return result.stdout().strip();
    }
  }

  @Test
  void theManagementKeyIsRootInsideAndTheHostNameIsTheContainers() {
    LocalContainer container = create("web-1");
    assertThat(in(container, "id")).startsWith("uid=0(root) gid=0(root)");
    assertThat(in(container, "hostname")).isEqualTo("web-1");
  }

  @Test
  void aPasswordSetByItsHashLogsInAndTheOneBeforeDoesNot() {
    // Given
    LocalContainer container = create("web-1");
    setPassword(container, "first-password");

    // When
    setPassword(container, "second-password");

    // Then
    try (SshClient ssh = client(container)) {
      assertThat(ssh.password("first-password").run("id").exit()).isEqualTo(255);
      SshClient.Result second = ssh.password("second-password").run("id");
      assertThat(second.stdout()).startsWith("uid=0(root)");
    }
  }

  @Test
  void nobodyLogsInBeforeAPasswordIsSet() {
    LocalContainer container = create("web-1");
    try (SshClient ssh = client(container)) {
      for (String guess : List.of("", "*", "!", "root")) {
        assertThat(ssh.password(guess).run("id").exit()).isEqualTo(255);
      }
    }
  }

  @Test
  void aRestartKeepsPasswordFilesAndHostKey() {
    // Given
    LocalContainer container = create("web-1");
    setPassword(container, "kept-password");
    in(container, "echo kept > /root/file");
    List<String> hostKeys = container.hostKeyFingerprints();

    // When
    container.stop();
    assertThat(container.running()).isFalse();
    container.start();

    // Then
    assertThat(container.hostKeyFingerprints()).isEqualTo(hostKeys).hasSize(1);
    try (SshClient ssh = client(container).password("kept-password")) {
      assertThat(ssh.run("cat /root/file").stdout()).isEqualTo("kept\n");
    }
  }

  @Test
  void deletingLeavesNoProcessNoMountAndNoFile() throws IOException {
    // Given
    LocalContainer container = create("web-1");
    in(container, "nohup sleep 1000 >/dev/null 2>&1 & install -d -o 1000 /srv/other");
    ProcessIdentity process =
        ContainerProperties.load(data.resolve("web-1")).process().orElseThrow();
    List<ProcessIdentity> inside = process.children();

    // When
    container.delete();

    // Then
    assertThat(process.isAlive()).isFalse();
    assertThat(inside).isNotEmpty().noneMatch(ProcessIdentity::isAlive);
    assertThat(data.resolve("web-1")).doesNotExist();
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(data.toString());
    assertThat(containers.find("web-1")).isEmpty();
  }

  @Test
  void twoContainersSeeNeitherEachOthersProcessesNorFiles() {
    // Given
    LocalContainer one = create("one");
    LocalContainer two = create("two");

    // When
    in(one, "nohup sleep 4242 >/dev/null 2>&1 & echo secret > /root/of-one; echo x > /tmp/of-one");

    // Then
    assertThat(in(one, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).contains("sleep 4242");
    assertThat(in(two, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")).doesNotContain("sleep 4242");
    assertThat(in(two, "ls -a /root /tmp")).doesNotContain("of-one");
    assertThat(two.host()).isNotEqualTo(one.host());
  }

  @Test
  void theHostsUsrCannotBeWrittenAndItsFilesCannotBeSeen() {
    LocalContainer container = create("web-1");
    assertThat(in(container, "touch /usr/x 2>&1 || echo refused")).endsWith("refused");
    // Root in the container may undo the mount's flag; the files still belong to another user.
    assertThat(in(container, "mount -o remount,bind,rw /usr; touch /usr/x 2>&1 || echo refused"))
        .endsWith("refused");
    assertThat(in(container, "ls -A /home /srv /mnt /opt | tr -d '\\n'"))
        .isEqualTo("/home:/mnt:/opt:/srv:");
    assertThat(in(container, "cat /proc/mounts")).doesNotContain("/.host");
  }

  @Test
  void aNameThatIsTakenOrNoHostNameIsRefused() {
    create("web-1");
    assertThatThrownBy(() -> create("web-1")).isInstanceOf(ContainerException.class);
    for (String name : List.of("", "Web", "a b", "../x", "-a", "a".repeat(64))) {
      assertThatThrownBy(() -> create(name)).isInstanceOf(ContainerException.class);
    }
  }

  @Test
  void whatAPlatformDeletedIsRemovedByItsIdAndALaterOneOfTheNameIsNot() {
    LocalContainer first = create("web-1");
    first.registeredAs("cfirst");
    assertThat(LocalContainers.open(data, INSTANCE, Isolation.NAMESPACES).find("web-1"))
        .hasValueSatisfying(again -> assertThat(again.registration()).contains("cfirst"));

    assertThat(containers.deleteRegisteredAs("cfirst")).contains("web-1");
    assertThat(first.deleteRegisteredAs("cfirst")).isFalse();
    first.delete();
    assertThat(containers.list()).isEmpty();

    LocalContainer second = create("web-1");
    assertThat(containers.deleteRegisteredAs("cfirst")).isEmpty();
    second.registeredAs("csecond");
    assertThat(containers.deleteRegisteredAs("cfirst")).isEmpty();
    assertThat(first.deleteRegisteredAs("cfirst")).isFalse();
    assertThat(second.running()).isTrue();
  }
}
