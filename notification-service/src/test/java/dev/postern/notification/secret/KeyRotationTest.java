package dev.postern.notification.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A rotation as it is done: the private half first, then the public one, the old key last. */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class KeyRotationTest {

  @Inject PrivateKeys keys;

  @Test
  void oldSecretsOpenUntilTheOldKeyIsDestroyedAndNeverAfter() throws Exception {
    var desk = NotificationBackends.desk();
    Scene sealedBefore = Scene.fresh().holding(1);
    Scene sealedBeforeAndLate = Scene.fresh().holding(1);

    desk.addPrivateKey();
    keys.reload();
    Scene sealedBetween = Scene.fresh().holding(1);
    desk.sealWithNewKey();
    Scene sealedAfter = Scene.fresh().holding(1);

    assertMailed(sealedBefore);
    assertMailed(sealedBetween);
    assertMailed(sealedAfter);

    desk.destroyOldKey();
    keys.reload();

    assertMailed(Scene.fresh().holding(1));
    assertNeverOpens(sealedBeforeAndLate);
  }

  private static void assertMailed(Scene scene) {
    scene.withContact();
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails().get(0).text()).contains("Password: " + scene.password(1));
  }

  /** The history says why while it is tried, and the topic tells the end. */
  private static void assertNeverOpens(Scene scene) {
    scene.withContact();
    Published.event(scene.created(Duration.ofSeconds(6)));
    await().untilAsserted(() -> assertThat(scene.lastError()).isEqualTo("SECRET_DOES_NOT_OPEN"));
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("EXPIRED"));
    await().untilAsserted(() -> assertThat(scene.told("MailFailed")).hasSize(1));
    assertThat(scene.mails()).isEmpty();
  }
}
