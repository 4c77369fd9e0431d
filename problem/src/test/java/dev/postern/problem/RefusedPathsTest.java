package dev.postern.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class RefusedPathsTest {

  private static final String REQUESTS = "http.server.requests";

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  RefusedPathsTest() {
    metrics.config().meterFilter(new RefusedPaths());
  }

  @Test
  void aPathThatAClientMadeUpIsNoLabel() {
    for (int n = 0; n < 100; n++) {
      count("/made/up/" + n, "CLIENT_ERROR");
    }

    assertThat(metrics.find(REQUESTS).timers()).hasSize(1);
    assertThat(metrics.find(REQUESTS).tag("uri", "REFUSED").timer().count()).isEqualTo(100);
  }

  @Test
  void aPathOfTheServiceIsOneAlsoWhereARequestIsRefused() {
    count("/v1/keys", "SUCCESS");
    count("/v1/keys", "CLIENT_ERROR");
    count("/v1/keys/{id}", "CLIENT_ERROR");

    assertThat(metrics.find(REQUESTS).tag("uri", "/v1/keys").timers()).hasSize(2);
    assertThat(metrics.find(REQUESTS).tag("uri", "/v1/keys/{id}").timers()).hasSize(1);
    assertThat(metrics.find(REQUESTS).tag("uri", "REFUSED").timer()).isNull();
  }

  @Test
  void otherMetersAreLeftAlone() {
    metrics.counter("jobs", "uri", "/made/up", "outcome", "CLIENT_ERROR").increment();

    assertThat(metrics.find("jobs").tag("uri", "/made/up").counter()).isNotNull();
  }

  private void count(String uri, String outcome) {
    metrics.timer(REQUESTS, "uri", uri, "outcome", outcome).record(() -> {});
  }
}
