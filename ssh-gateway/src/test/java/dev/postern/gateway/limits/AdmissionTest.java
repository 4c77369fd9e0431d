package dev.postern.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.keytable.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final Fingerprint KEY = new Fingerprint(1, 2, 3, 4);
  private static final Fingerprint OTHER = new Fingerprint(5, 6, 7, 8);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Admission admission = new Admission(new Limits(), () -> now);

  @Test
  void unauthenticatedConnectionsAreBoundedPerSourceAndInAll() {
    assertThat(admission.connect("a")).isTrue();
    assertThat(admission.connect("a")).isTrue();
    assertThat(admission.connect("a")).isFalse();
    assertThat(admission.connect("b")).isTrue();
    assertThat(admission.connect("c")).isFalse();

    admission.leave("a");

    assertThat(admission.connect("c")).isTrue();
  }

  @Test
  void handshakesOfASourceAreBoundedAndComeBackWithTime() {
    for (int i = 0; i < 10; i++) {
      assertThat(admission.connect("a")).isTrue();
      admission.leave("a");
    }
    assertThat(admission.connect("a")).isFalse();
    assertThat(admission.connect("b")).isTrue();

    now = now.plusSeconds(1);

    assertThat(admission.connect("a")).isTrue();
  }

  @Test
  void failedSignaturesBanTheKeyFromTheSourceAndNobodyElse() {
    for (int i = 0; i < 3; i++) {
      admission.failedSignature("nat", KEY);
    }

    assertThat(admission.isBanned("nat", KEY)).isTrue();
    assertThat(admission.isBanned("nat", OTHER)).isFalse();
    assertThat(admission.isBanned("home", KEY)).isFalse();
  }

  @Test
  void aBanEnds() {
    for (int i = 0; i < 9; i++) {
      admission.failedSignature("nat", KEY);
    }

    now = now.plus(Duration.ofMinutes(11));

    assertThat(admission.isBanned("nat", KEY)).isFalse();
  }

  @Test
  void anAccountHasSoManyConnections() {
    assertThat(admission.logIn("demo")).isTrue();
    assertThat(admission.logIn("demo")).isFalse();
    assertThat(admission.logIn("friend")).isTrue();

    admission.logOut("demo");

    assertThat(admission.logIn("demo")).isTrue();
  }

  private record Limits() implements LimitConfig {

    @Override
    public int unauthenticated() {
      return 3;
    }

    @Override
    public int unauthenticatedPerSource() {
      return 2;
    }

    @Override
    public int handshakesPerSourcePerSecond() {
      return 1;
    }

    @Override
    public int connectionsPerAccount() {
      return 1;
    }

    @Override
    public int channelsPerConnection() {
      return 1;
    }

    @Override
    public int failedSignatures() {
      return 3;
    }

    @Override
    public Duration ban() {
      return Duration.ofMinutes(10);
    }
  }
}
