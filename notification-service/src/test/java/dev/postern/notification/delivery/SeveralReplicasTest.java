package dev.postern.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.notification.job.JobQueue;
import dev.postern.notification.job.OutcomeRecorder;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two workers on one database, as two replicas have them: nothing is shared but the tables. */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class SeveralReplicasTest {

  private static final int MAILS = 20;

  @Inject JobQueue queue;
  @Inject OutcomeRecorder recorder;
  @Inject DeliveryService delivery;
  @Inject DeliveryConfig config;
  @Inject Vertx vertx;
  @Inject DeliveryWorker first;

  @Test
  void eachMailIsSentByOneOfThem() {
    DeliveryWorker second = new DeliveryWorker(queue, recorder, delivery, config, vertx);
    List<Scene> scenes = waitingMails();

    Database.execute(
        "UPDATE mail_job SET next_attempt_at = now() WHERE account IN (%s)"
            .formatted(accounts(scenes)));
    for (int i = 0; i < config.parallel(); i++) {
      first.wake();
      second.wake();
    }

    await().untilAsserted(() -> assertThat(statesOf(scenes)).containsExactly("SENT"));
    assertThat(scenes)
        .allSatisfy(
            scene -> {
              assertThat(scene.mails()).hasSize(1);
              assertThat(attemptsOf(scene)).containsExactly("1");
              // To open it, and before the final dot; there once more where the answer took long.
              assertThat(NotificationBackends.desk().leasesOf(scene.secretRef(1)))
                  .isBetween(2L, 3L);
            });
  }

  /** All of them become due in one moment: their accounts have an address now. */
  private static List<Scene> waitingMails() {
    List<Scene> scenes = Stream.generate(() -> Scene.fresh().holding(1)).limit(MAILS).toList();
    scenes.forEach(scene -> Published.event(scene.created()));
    await().until(() -> jobsOf(scenes, "NO_CONTACT") == MAILS);
    scenes.forEach(Scene::withContact);
    return scenes;
  }

  private static List<String> statesOf(List<Scene> scenes) {
    return Database.column(
        "SELECT DISTINCT state FROM mail_job WHERE account IN (%s)".formatted(accounts(scenes)));
  }

  private static int jobsOf(List<Scene> scenes, String state) {
    return Database.column(
            "SELECT id FROM mail_job WHERE state = '%s' AND account IN (%s)"
                .formatted(state, accounts(scenes)))
        .size();
  }

  private static String accounts(List<Scene> scenes) {
    return scenes.stream()
        .map(scene -> "'" + scene.account() + "'")
        .collect(Collectors.joining(","));
  }

  private static List<String> attemptsOf(Scene scene) {
    return Database.column(
        "SELECT attempts FROM mail_job WHERE account = '%s'".formatted(scene.account()));
  }
}
