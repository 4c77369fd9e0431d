package dev.postern.credential.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.testing.Backends;
import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.access.AccessSession;
import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.ProbeResult.Stage;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.RealContainers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers whose sshd was narrowed are entered wherever OpenSSH's client would be let in. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
@Timeout(60)
class AlgorithmsTest {

  private static DirectAccess access;
  private static RealContainers containers;

  @BeforeAll
  static void start() {
    containers = RealContainers.orSkip();
    access = new DirectAccess(Duration.ofSeconds(20));
  }

  @AfterAll
  static void stop() {
    if (containers != null) {
      containers.close();
      access.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ciphers chacha20-poly1305@openssh.com\nKexAlgorithms sntrup761x25519-sha512@openssh.com"
            + "\nMACs umac-64@openssh.com",
        "Ciphers aes256-ctr\nMACs umac-128@openssh.com",
        "Ciphers aes192-ctr\nMACs umac-64-etm@openssh.com",
        "Ciphers aes128-ctr\nMACs hmac-sha2-512-etm@openssh.com\nHostKeyAlgorithms ssh-ed25519"
            + "\nPubkeyAcceptedAlgorithms ssh-ed25519\nKexAlgorithms ecdh-sha2-nistp384",
      })
  void aContainerThatOffersLittleIsEntered(String lines) throws Exception {
    LocalContainer container = containers.create(lines);

    assertThat(probe(container).stage()).isEqualTo(Stage.OK);
    try (AccessSession session = access.ssh().open(DirectAccess.of(container))) {
      assertThat(session.readProof()).isEqualTo("*");
      assertThat(session.asksForPassword()).contains(true);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Ciphers 3des-cbc, 3des-cbc, chacha20-poly1305@openssh.com",
    "KexAlgorithms diffie-hellman-group1-sha1, diffie-hellman-group1-sha1, curve25519-sha256",
  })
  void whereThereIsNoCommonAlgorithmBothListsAreNamed(String line, String theirs, String ours) {
    LocalContainer container = containers.create(line);

    ProbeResult probeResult = probe(container);
    AccessException failure = failure(container);

    assertThat(probeResult.stage()).isEqualTo(Stage.NO_COMMON_ALGORITHM);
    assertThat(probeResult.seen()).contains("sshd offers " + theirs, "Postern offers", ours);
    assertThat(failure.reason()).isEqualTo(Reason.NO_COMMON_ALGORITHM);
    assertThat(failure.seen()).isEqualTo(probeResult.seen());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AllowUsers deploy",
        "PubkeyAcceptedAlgorithms rsa-sha2-512",
      })
  void anAccountOrKeyThatIsNotAllowedIsARefusalAndNoOtherCause(String line) {
    LocalContainer container = containers.create(line);

    assertThat(probe(container).stage()).isEqualTo(Stage.OK);
    assertThat(failure(container).reason()).isEqualTo(Reason.MANAGEMENT_KEY_REFUSED);
  }

  private static ProbeResult probe(LocalContainer container) {
    return access.ssh().probe(container.host(), container.port(), List.of());
  }

  private static AccessException failure(LocalContainer container) {
    return catchThrowableOfType(
        AccessException.class, () -> access.ssh().open(DirectAccess.of(container)).close());
  }
}
