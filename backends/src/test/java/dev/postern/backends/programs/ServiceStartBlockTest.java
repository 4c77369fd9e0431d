package dev.postern.backends.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.processes.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceStartBlockTest {

  @TempDir Path folder;
  private Path policy;

  @BeforeEach
  void name() {
    policy = folder.resolve("policy-rc.d");
  }

  @Test
  void servicesAreForbiddenOnlyWhileItIsOpen() {
    // Given
    ServiceStartBlock block = new ServiceStartBlock(policy);
    int inside = Command.of(policy.toString()).run().exit();

    // When
    block.close();

    // Then
    assertThat(inside).isEqualTo(101);
    assertThat(policy).doesNotExist();
  }

  @Test
  void aPolicyThatWasThereComesBackAsItWas() throws IOException {
    // Given
    Files.writeString(policy, "#!/bin/sh\nexit 0\n");

    // When
    new ServiceStartBlock(policy).close();

    // Then
    assertThat(policy).hasContent("#!/bin/sh\nexit 0\n");
    assertThat(folder.toFile().list()).containsExactly("policy-rc.d");
  }

  @Test
  void whatAKilledInstallationLeftIsPutRightByTheNext() throws IOException {
    // Given
    Files.writeString(folder.resolve("policy-rc.d.postern-saved"), "#!/bin/sh\nexit 0\n");
    Files.writeString(
        policy, "#!/bin/sh\n# Postern: no service starts while packages are installed\nexit 101\n");

    // When
    new ServiceStartBlock(policy).close();

    // Then
    assertThat(policy).hasContent("#!/bin/sh\nexit 0\n");
  }

  @Test
  void aFailedInstallationSaysWhatToDo() {
    assertThat(failure("E: dpkg was interrupted, you must manually run 'dpkg --configure -a'"))
        .contains("dpkg --configure -a");
    assertThat(failure("W: x\nE: Could not get lock /var/lib/dpkg/lock\nE: more"))
        .isEqualTo("apt-get failed: E: Could not get lock /var/lib/dpkg/lock");
  }

  private static String failure(String stderr) {
    return DebianPackages.failed(new Command.Result(100, "", stderr)).getMessage();
  }
}
