package dev.postern.bench.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.Isolation;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import dev.postern.backends.processes.Command;
import dev.postern.backends.ssh.SshClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineContainerAccessTest {

  private static final int INSTANCE = 9;

  @TempDir private Path folder;
  private LocalContainers containers;
  private ResetContainer container;
  private BaselineContainerAccess access;

  @BeforeEach
  void startContainer() throws Exception {
    Isolation.Probe probe = Isolation.probe();
    assumeTrue(probe.isolation() == Isolation.NAMESPACES, probe.reason());
    Path key = folder.resolve("management");
    Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()).run();
    String line = Files.readString(folder.resolve("management.pub")).strip();
    containers = LocalContainers.open(folder.resolve("containers"), INSTANCE, probe.isolation());
    LocalContainer started = containers.create("base-1", ContainerOptions.withKeys(List.of(line)));
    container =
        new ResetContainer(
            "cbase1", "base-1", started.host(), started.port(), started.hostKeyFingerprints());
    access = new BaselineContainerAccess(key);
  }

  @AfterEach
  void deleteContainer() {
    if (containers != null) {
      access.close();
      containers.delete("base-1");
      containers.close();
    }
  }

  @Test
  void theLatestPasswordLogsInAndAnEarlierGenerationIsRefused() throws Exception {
    // Given
    apply(1, "first-password");
    apply(3, "third-password");

    // When / Then
    assertThatThrownBy(() -> apply(2, "late-password")).isInstanceOf(IOException.class);
    assertThat(login("third-password").stdout()).contains("uid=0(root)");
    assertThat(login("first-password").exit()).isEqualTo(255);
  }

  private void apply(long generation, String password) throws IOException {
    access.apply(container, generation, Sha2Crypt.sha512Crypt(password.getBytes(UTF_8)), password);
  }

  private SshClient.Result login(String password) {
    try (SshClient ssh = SshClient.to("root", container.host(), container.port())) {
      return ssh.password(password).run("id");
    }
  }
}
