package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The relay as every service has it: started and stopped with the application. */
@QuarkusTest
@WithTestResource(CuttableBackends.class)
@TestProfile(OutboxRelayTest.Relaying.class)
class OutboxRelayTest {
  @Inject OutboxEmitter emitter;
  @Inject Transactions transactions;
  @Inject MeterRegistry metrics;
  @Inject @Wellness OutboxHealth health;

  @AfterEach
  void removeWhatIsStuck() {
    Database.update("DELETE FROM outbox_event WHERE topic = 'no.such.topic'");
  }

  @Test
  void relaysFromTheStartAndCountsWhatItPublished() {
    // Given
    String container = Samples.container();
    double before = metrics.get("postern.outbox.published").counter().count();

    // When
    transactions.commit(() -> emitter.send(Samples.started(container)));

    // Then
    await().until(() -> Wire.records(Topics.CONTAINERS, container).size() == 1);
    await().until(() -> metrics.get("postern.outbox.published").counter().count() == before + 1);
    await().until(() -> metrics.get("postern.outbox.unpublished").gauge().value() == 0);
    assertThat(health.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
  }

  @Test
  void reportsWhatIsStuck() {
    // Given
    // Unpublishable: the broker creates no topics by itself.
    Database.update(
        """
        INSERT INTO outbox_event (id, topic, key, type, source, subject, time, sequence)
        VALUES (gen_random_uuid(), 'no.such.topic', 'k', 't', 's', 'k', now() - interval '1 hour', 1)
        """);

    // When
    await().until(() -> metrics.get("postern.outbox.unpublished").gauge().value() == 1);

    // Then
    assertThat(metrics.get("postern.outbox.oldest.age").gauge().value()).isGreaterThan(3599);
    assertThat(health.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
  }

  /** With the relay on. */
  public static class Relaying implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("postern.outbox.relay-enabled", "true", "postern.outbox.publish-timeout", "2s");
    }
  }
}
