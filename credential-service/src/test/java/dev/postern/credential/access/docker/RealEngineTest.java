package dev.postern.credential.access.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.Fence;
import dev.postern.credential.access.FenceAnswer;
import dev.postern.credential.access.FenceAnswer.Verdict;
import dev.postern.credential.access.LoginSettings;
import dev.postern.credential.access.Target;
import dev.postern.credential.password.CryptHash;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** The scripts run in a real container, by a real engine. Skipped where none answers. */
@Timeout(300)
class RealEngineTest {

  private static final CryptHash HASH = new CryptHash("$6$saltsaltsaltsalt$" + "a".repeat(86));
  private static final String KEYS = "ssh-ed25519 AAAA management\n# end\n";

  @Test
  void aHashIsAppliedFencedAndReadBack() throws Exception {
    assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no container engine answers");
    try (var container = new GenericContainer<>("debian:12-slim")) {
      container.withCommand("sleep", "300").withLabel("postern.dev/ssh", "enabled").start();
      String host = DockerClientFactory.instance().getTransportConfig().getDockerHost().toString();
      var target = new Target("docker", "127.0.0.1", 22, container.getContainerId(), List.of());

      try (AccessSession session = DockerAccessTest.access(host).open(target)) {
        assertThat(session.applyHash(new Fence("c1", 3), HASH).is(Verdict.DONE)).isTrue();
        assertThat(session.readProof()).isEqualTo(HASH.value());
        assertThat(session.applyHash(new Fence("c1", 2), HASH))
            .isEqualTo(new FenceAnswer(Verdict.OVERTAKEN, 3));
        session.writeAccessKeys(KEYS);
        assertThat(session.examine()).isEqualTo(LoginSettings.SSHD_MISSING);
      }
    }
  }
}
