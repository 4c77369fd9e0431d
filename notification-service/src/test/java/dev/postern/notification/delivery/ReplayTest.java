package dev.postern.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.events.keys.KeyAdded;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each barrier against replayed mail, with the other two out of the way. */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class ReplayTest {

  private static final String FINGERPRINT = "SHA256:" + "A".repeat(43);

  @Test
  void theConsumedIdAloneStopsAReplay() {
    Scene scene = Scene.fresh().withContact().holding(1);
    UUID id = mailedOnce(scene);
    forgetJobs(scene);
    scene.holding(1);

    Published.event(id, scene.created());

    afterLaterEvents();
    assertThat(scene.states()).isEmpty();
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void theExpiryAloneStopsAReplay() {
    Scene scene = Scene.fresh().withContact().holding(1);

    Published.event(scene.created(Duration.ofSeconds(-1)));

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("EXPIRED"));
    assertThat(NotificationBackends.desk().leasesOf(scene.secretRef(1))).isZero();
    assertThat(scene.mails()).isEmpty();
  }

  @Test
  void theGenerationAloneStopsAReplay() {
    Scene scene = Scene.fresh().withContact().holding(2);
    Published.event(scene.reset(2));
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    scene.holding(1);

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SUPERSEDED", "SENT"));
    assertThat(NotificationBackends.desk().leasesOf(scene.secretRef(1))).isZero();
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void theGoneSecretAloneStopsAReplay() {
    Scene scene = Scene.fresh().withContact().holding(1);
    UUID id = mailedOnce(scene);
    forgetJobs(scene);
    Database.execute("DELETE FROM consumed_event WHERE id = '%s'".formatted(id));

    Published.event(id, scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SUPERSEDED"));
    assertThat(scene.lastError()).isEqualTo("SECRET_GONE");
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void theMailOfAnEventAloneStopsAReplayOfANotice() {
    Scene scene = Scene.fresh().withContact();
    KeyAdded added =
        new KeyAdded(
            "k1", scene.account(), "laptop", "ssh-ed25519", 256, FINGERPRINT, "AAAA", null);
    UUID id = Published.event(added);
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    Database.execute("DELETE FROM consumed_event WHERE id = '%s'".formatted(id));

    Published.event(id, added);

    Published.event(
        new KeyAdded(
            "k2", scene.account(), "later", "ssh-ed25519", 256, FINGERPRINT, "AAAA", null));
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT", "SENT"));
    assertThat(scene.mails()).hasSize(2);
  }

  @Test
  void aGenerationThatHasAJobGetsNoSecondOne() {
    Scene scene = Scene.fresh().withContact().holding(1);
    UUID id = mailedOnce(scene);
    Database.execute("DELETE FROM consumed_event WHERE id = '%s'".formatted(id));
    scene.holding(1);

    Published.event(id, scene.created());

    afterLaterEvents();
    assertThat(scene.states()).containsExactly("SENT");
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void aNewerPasswordTakesTheOlderOnesPlace() {
    Scene scene = Scene.fresh().holding(1).holding(2);
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("NO_CONTACT"));
    scene.withContact();

    Published.event(scene.reset(2));

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SUPERSEDED", "SENT"));
    assertThat(scene.mails()).hasSize(1);
  }

  private static UUID mailedOnce(Scene scene) {
    UUID id = Published.event(scene.created());
    await()
        .untilAsserted(
            () ->
                assertThat(NotificationBackends.desk().isAcknowledged(scene.secretRef(1)))
                    .isTrue());
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Database.column(
                            "SELECT secret_released FROM mail_job WHERE account = '%s'"
                                .formatted(scene.account())))
                    .containsExactly("t"));
    return id;
  }

  /** As in a database that lost what it knew of the container. */
  private static void forgetJobs(Scene scene) {
    Database.execute("DELETE FROM mail_job WHERE account = '%s'".formatted(scene.account()));
    Database.execute(
        "DELETE FROM container_generation WHERE container = '%s'".formatted(scene.container()));
  }

  /** Once a later event of every partition was mailed, the earlier ones were handled. */
  private static void afterLaterEvents() {
    for (int i = 0; i < 12; i++) {
      Scene later = Scene.fresh().withContact().holding(1);
      Published.event(later.created());
      await().untilAsserted(() -> assertThat(later.states()).containsExactly("SENT"));
    }
  }
}
