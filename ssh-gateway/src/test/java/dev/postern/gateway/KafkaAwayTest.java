package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.PerishableWorld;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.Ssh;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Without Kafka the gateway serves from what it knows, and says how old that is. */
@QuarkusTest
@WithTestResource(PerishableWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaAwayTest {

  private static final Pattern STALENESS = Pattern.compile("\"stalenessSeconds\": ?(-?\\d+)");

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  @TestHTTPResource("/q/metrics")
  URI metricsPage;

  @TestHTTPResource("/q/health")
  URI healthPage;

  private Scene scene;
  private Ssh ssh;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    KeyFile key = scene.key("away");
    scene.container("caway1", "away", "one");
    ssh = scene.ssh(key, "one-away");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void sessionsGoOnAndNewOnesComeInWhileStalenessIsToldAndGrows() throws Exception {
    // Given
    assertThat(staleness()).isBetween(0L, 30L);

    // When
    PerishableWorld.stopKafka();

    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(staleness()).isGreaterThan(4));
    assertThat(ssh.run("hostname").text()).contains("caway1");
    assertThat(get(healthPage).statusCode()).as("stale, and in service").isEqualTo(200);
    assertThat(get(metricsPage).body()).contains("postern_view_staleness_seconds ");
  }

  private long staleness() throws Exception {
    Matcher seconds = STALENESS.matcher(get(healthPage).body());
    assertThat(seconds.find()).isTrue();
    return Long.parseLong(seconds.group(1));
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
