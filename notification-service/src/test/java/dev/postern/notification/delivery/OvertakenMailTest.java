package dev.postern.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.mail.ReceivedMail;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.FaultyRelay;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** No mail leaves after what it says is over, however slow the mail server is. */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class OvertakenMailTest {

  private static final Duration AN_ATTEMPT_AND_ITS_RETRY = Duration.ofSeconds(20);

  @Test
  void aMailWhoseAttemptWasGivenUpDoesNotLeaveLater() {
    Scene scene = Scene.fresh().withContact().holding(1).holding(2);
    FaultyRelay relay = NotificationBackends.relay();
    relay.holdGreetings();
    Published.event(scene.created());
    await().until(() -> relay.ungreeted() > 0);

    CountDownLatch late = relay.greetNewOnesOnly();
    await()
        .atMost(AN_ATTEMPT_AND_ITS_RETRY)
        .untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    Published.event(scene.reset(2));
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT", "SENT"));
    late.countDown();

    await().until(() -> relay.ungreetedLeft() == 0);
    assertThat(relay.spokenTooLate()).isZero();
    assertThat(scene.mails()).hasSize(2);
    assertThat(scene.mails().get(0).text()).contains(scene.password(2));
    assertThat(column(scene, "uncertain")).containsOnly("f");
  }

  @Test
  void aPasswordThatIsReplacedWhileItsMailIsUnderWayIsNotMailed() {
    Scene scene = Scene.fresh().withContact().holding(1).holding(2);
    heldAtData(scene);

    NotificationBackends.desk().drop(scene.secretRef(1));
    Published.event(scene.reset(2));
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENDING", "PENDING"));
    NotificationBackends.relay().goOn(scene.address());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SUPERSEDED", "SENT"));
    assertThat(scene.mails())
        .singleElement()
        .satisfies(mail -> assertThat(mail.text()).contains(scene.password(2)));
  }

  /** credential-service knows of a newer password before any event tells. */
  @Test
  void aPasswordThatIsGoneBeforeAnEventTellsIsNotMailed() {
    Scene scene = Scene.fresh().withContact().holding(1);
    heldAtData(scene);

    NotificationBackends.desk().drop(scene.secretRef(1));
    NotificationBackends.relay().goOn(scene.address());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SUPERSEDED"));
    assertThat(scene.mails()).isEmpty();
  }

  /** The event alone is enough as well: a restored credential-service may still give the secret. */
  @Test
  void aPasswordThatAnEventReplacedIsNotMailedAlthoughItsSecretIsThere() {
    Scene scene = Scene.fresh().withContact().holding(1).holding(2);
    heldAtData(scene);

    Published.event(scene.reset(2));
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENDING", "PENDING"));
    NotificationBackends.relay().goOn(scene.address());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SUPERSEDED", "SENT"));
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void aMailWhoseJobAnotherReplicaTookDoesNotLeaveHere() {
    Scene scene = Scene.fresh().withContact().holding(1);
    heldAtData(scene);

    Database.execute(
        "UPDATE mail_job SET attempts = attempts + 1, claimed_until = now() + interval '2 seconds'"
            + " WHERE account = '%s'".formatted(scene.account()));
    NotificationBackends.relay().goOn(scene.address());

    // The other replica dies here: its claim runs out, and the mail is sent again.
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails()).hasSize(1);
    assertThat(column(scene, "attempts")).containsExactly("3");
  }

  @Test
  void aNoticeAboutAContainerThatIsDeletedMeanwhileIsNotMailed() {
    Scene scene = Scene.fresh().withContact();
    NotificationBackends.relay().holdAtData(scene.address());
    Published.event(
        new PasswordResetFailed(scene.container(), scene.account(), "web-1", 2, null, "NO_SHELL"));
    awaitSending(scene);

    Published.event(scene.deleted());
    await().untilAsserted(() -> assertThat(isDeleted(scene)).isTrue());
    NotificationBackends.relay().goOn(scene.address());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("OBSOLETE"));
    assertThat(scene.mails()).isEmpty();
  }

  @Test
  void aCredentialServiceThatGivesNoAnswerBeforeTheDotDelaysTheMail() {
    Scene scene = Scene.fresh().withContact().holding(1);
    heldAtData(scene);

    NotificationBackends.desk().failNextLeases(scene.secretRef(1), 1);
    NotificationBackends.relay().goOn(scene.address());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails()).hasSize(1);
    assertThat(column(scene, "attempts")).containsExactly("2");
    assertThat(column(scene, "uncertain")).containsExactly("f");
  }

  @Test
  void aServerThatResetsConnectionsCostsAnAttemptAndNotItsTime() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().resetConnections(2);

    Published.event(scene.created());

    await()
        .atMost(Duration.ofSeconds(4))
        .untilAsserted(() -> assertThat(NotificationBackends.relay().resetsLeft()).isZero());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(column(scene, "attempts")).containsExactly("3");
    assertThat(NotificationBackends.log())
        .contains(
            "container=%s account=%s generation=1 attempt=2 reason=MAIL_SERVER_UNREACHABLE"
                .formatted(scene.container(), scene.account()));
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void wordsThatAreNoSmtpAfterTheDotAreNoRefusal() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().sayAfterDot(scene.address(), "HTTP/1.1 502 Bad Gateway");

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails()).extracting(ReceivedMail::messageId).hasSize(2);
    assertThat(column(scene, "uncertain")).containsExactly("t");
  }

  /** The mail of generation 1 is leased, and the server has its envelope. */
  private static void heldAtData(Scene scene) {
    NotificationBackends.relay().holdAtData(scene.address());
    Published.event(scene.created());
    awaitSending(scene);
    assertThat(NotificationBackends.desk().leasesOf(scene.secretRef(1))).isEqualTo(1);
  }

  private static void awaitSending(Scene scene) {
    await().until(() -> NotificationBackends.relay().isHeld(scene.address()));
    assertThat(scene.states()).containsExactly("SENDING");
  }

  private static boolean isDeleted(Scene scene) {
    return Database.column(
            "SELECT deleted FROM container_generation WHERE container = '%s'"
                .formatted(scene.container()))
        .equals(List.of("t"));
  }

  private static List<String> column(Scene scene, String name) {
    return Database.column(
        "SELECT %s FROM mail_job WHERE account = '%s' ORDER BY id"
            .formatted(name, scene.account()));
  }
}
