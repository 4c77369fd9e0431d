package dev.postern.credential.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.Isolation;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import dev.postern.backends.programs.HostPrograms;
import dev.postern.backends.testing.Backends;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.FenceAnswer.Verdict;
import dev.postern.credential.access.LoginSettings;
import dev.postern.credential.password.CryptHash;
import dev.postern.credential.testing.CredentialFiles;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the kernel gives no containers, the simulated ones take the same scripts. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
@Timeout(60)
class SimulatedContainerTest {

  /** That of the simulated containers of backends, whose tests are over by then. */
  private static final int INSTANCE = 12;

  private static final String ID = "ctest34567";
  private static final CryptHash HASH = new CryptHash("$6$saltsaltsaltsalt$" + "a".repeat(86));

  @TempDir Path folder;
  private LocalContainers containers;
  private LocalContainer container;
  private DirectAccess access;

  @BeforeEach
  void start() {
    assumeTrue(!HostPrograms.asRoot() || HostPrograms.has("setpriv"), "setpriv is missing");
    containers = LocalContainers.open(folder, INSTANCE, Isolation.SIMULATED);
    container =
        containers.create(
            "web-1", new ContainerOptions(List.of(CredentialFiles.managementKey()), List.of()));
    access = new DirectAccess(Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    if (access != null) {
      access.close();
      container.delete();
      containers.close();
    }
  }

  @Test
  void aPasswordIsSetBehindTheFenceAndKeysAreWritten() throws Exception {
    try (AccessSession session = access.ssh().open(DirectAccess.of(container))) {
      assertThat(session.applyHash(new Fence(ID, 2), HASH).is(Verdict.DONE)).isTrue();
      session.writeAccessKeys("# begin\n# end\n");

      assertThat(session.applyHash(new Fence(ID, 1), HASH))
          .isEqualTo(new FenceAnswer(Verdict.OVERTAKEN, 2));
      assertThat(session.readProof()).isEqualTo(HASH.value());
      assertThat(session.examine()).isEqualTo(LoginSettings.PASSWORD_ALLOWED);
      assertThat(session.diagnose().settings()).isPresent();
    }
  }
}
