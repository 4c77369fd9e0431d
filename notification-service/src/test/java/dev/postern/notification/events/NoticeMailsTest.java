package dev.postern.notification.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.events.containers.ContainerUnreachable;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.SshProblem;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Mails about a container that carry no password. */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class NoticeMailsTest {

  /** That of {@link Scene#created}. */
  private static final String FIRST = "127.77.0.10";

  private static final String LATER = "203.0.113.9";

  @Test
  void anAddressThatIsAttachedLaterIsMailed() {
    Scene scene = mailed();

    Published.event(attached(scene, LATER));

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("SENT"));
    assertThat(scene.mails().get(0).subject())
        .isEqualTo("Public IP 203.0.113.9 attached to container web-1");
    assertThat(scene.mails().get(0).text())
        .contains(
            "\nssh root@203.0.113.9 -p 2222", "SHA256:fxdl2zXFL3DdKpQTQbzeJDOhR7XWNqwKyHPHx8pTgTk");
  }

  @Test
  void anAddressThatTheContainerWasCreatedWithIsNot() {
    Scene scene = mailed();

    Published.event(attached(scene, FIRST));

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("OBSOLETE"));
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void anAddressWaitsForItsContainer() {
    Scene scene = Scene.fresh().withContact().holding(1);
    Published.event(attached(scene, FIRST));
    Published.event(attached(scene, LATER));
    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).hasSize(2));

    Published.event(scene.created());

    await()
        .untilAsserted(
            () -> assertThat(statesOfNotices(scene)).containsExactlyInAnyOrder("OBSOLETE", "SENT"));
    await().untilAsserted(() -> assertThat(scene.mails()).hasSize(2));
  }

  @Test
  void theFirstAddressIsMailedWhenItComesBack() {
    Scene scene = mailed();
    Instant later = Instant.now().plus(Duration.ofMinutes(4));

    Published.event(UUID.randomUUID(), attached(scene, FIRST), later);

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("SENT"));
  }

  @Test
  void aDetachedAddressIsMailedWithTheWayThatIsLeft() {
    Scene scene = mailed();

    Published.event(detached(scene));

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("SENT"));
    assertThat(scene.mails().get(0).text())
        .contains(
            "\nssh-keygen -R 127.77.0.10",
            "\nssh web-1-" + scene.account() + "@gate.postern.test -p 3022");
  }

  @Test
  void anAddressThatMovedIsMailedOnceWithTheWayThere() {
    Scene scene = mailed();

    Published.event(
        new PublicIpMoved(
            LATER, Family.IPV4, scene.container(), "cbefore", scene.account(), false, null));
    Published.event(attached(scene, LATER));

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("SENT"));
    assertThat(scene.mails().get(0).subject())
        .isEqualTo("Public IP 203.0.113.9 moved to container web-1");
    assertThat(scene.mails().get(0).text())
        .contains("cbefore", "\nssh-keygen -R 203.0.113.9", "\nssh root@203.0.113.9 -p 2222");
  }

  @Test
  void aKeyThatOpensNothingAnyMoreIsMailed() {
    Scene scene = Scene.fresh().withContact("de");

    Published.event(
        new KeyDisabled(
            "k1",
            scene.account(),
            "laptop",
            "SHA256:" + "f".repeat(43),
            KeyDisabled.Reason.COMPROMISED));

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("SENT"));
    assertThat(scene.mails().get(0).text()).contains("laptop", "öffentlich bekannt", "ssh-keygen");
  }

  @Test
  void whatADeletedContainerLosesIsNotMailed() {
    Scene scene = mailed();

    Published.event(detached(scene));
    Published.event(scene.deleted());

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("OBSOLETE"));
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void aPasswordThatCouldNotBeSetIsMailedWithWhatToDo() {
    Scene scene = mailed();

    Published.event(
        new PasswordResetFailed(
            scene.container(), scene.account(), "web-1", 2, null, "PASSWORD_LOGIN_DISABLED"));

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("SENT"));
    assertThat(scene.mails().get(0).subject())
        .isEqualTo("No new root password for container web-1");
    assertThat(scene.mails().get(0).text())
        .contains(
            "/etc/ssh/sshd_config", "PermitRootLogin yes", "@gate.postern.test", "SHA256:fxdl2z");
  }

  @Test
  void aContainerWithoutAPasswordYetIsMailedInTheContactsLanguage() {
    Scene scene = Scene.fresh().withContact("de");

    Published.event(
        new PasswordResetFailed(
            scene.container(), scene.account(), "web-1", 1, null, "MANAGEMENT_KEY_REFUSED"));

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("SENT"));
    assertThat(scene.mails().get(0).subject())
        .isEqualTo("Container web-1 hat noch kein Root-Passwort");
    assertThat(scene.mails().get(0).text())
        .contains("AuthorizedKeysFile", "ssh web-1-" + scene.account() + "@gate.postern.test");
  }

  @Test
  void aContainerWithoutSshIsMailedWithTheChecksHints() {
    Scene scene = mailed();

    Published.event(
        new ContainerUnreachable(
            scene.container(),
            scene.account(),
            "web-1",
            "shop",
            Instant.now(),
            List.of(new SshProblem("SSHD_RUNNING", "systemctl start ssh"))));

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("SENT"));
    assertThat(scene.mails().get(0).text())
        .contains("SSHD_RUNNING", "systemctl start ssh", "ssh root@127.77.0.10");
  }

  @Test
  void aNoticeThatIsReplayedMonthsLaterIsNotMailed() {
    Scene scene = mailed();
    Instant monthsAgo = Instant.now().minus(Duration.ofDays(90));

    Published.event(UUID.randomUUID(), attached(scene, LATER), monthsAgo);

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("EXPIRED"));
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void aNoticeNeitherHoldsUpAPasswordNorIsReplacedByIt() {
    Scene scene = mailed().holding(2);
    Published.event(attached(scene, LATER));
    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("PENDING"));

    Published.event(scene.reset(2));

    await().untilAsserted(() -> assertThat(statesOfNotices(scene)).containsExactly("SENT"));
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT", "SENT", "SENT"));
  }

  private static Scene mailed() {
    Scene scene = Scene.fresh().withContact().holding(1);
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    return scene;
  }

  private static List<String> statesOfNotices(Scene scene) {
    return Database.column(
        "SELECT state FROM mail_job WHERE account = '%s' AND generation = 0 ORDER BY id"
            .formatted(scene.account()));
  }

  private static PublicIpAttached attached(Scene scene, String address) {
    return new PublicIpAttached(
        address, 2222, Family.IPV4, scene.container(), scene.account(), false);
  }

  private static PublicIpDetached detached(Scene scene) {
    return new PublicIpDetached(
        FIRST, Family.IPV4, scene.container(), scene.account(), Instant.now(), null);
  }
}
