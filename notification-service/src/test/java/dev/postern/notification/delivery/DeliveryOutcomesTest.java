package dev.postern.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.mail.ReceivedMail;
import dev.postern.backends.testing.Backends;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NotificationBackends.class)
class DeliveryOutcomesTest {

  @Test
  void aServerThatAsksToWaitGetsTheMailLater() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().refuse(scene.address(), "451 4.3.0 Try again later");
    NotificationBackends.relay().refuse(scene.address(), "451 4.3.0 Try again later");

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails()).hasSize(1);
    assertThat(attempts(scene)).isEqualTo("3");
  }

  @Test
  void aServerThatAsksToWaitForHoursBlocksNobodyAndGetsOneMailInTheEnd() {
    Scene scene = Scene.fresh().withContact().holding(1);
    for (int i = 0; i < 1_000; i++) {
      NotificationBackends.relay().refuse(scene.address(), "451 4.3.0 Try again later");
    }
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("PENDING"));

    List<Scene> others =
        Stream.generate(() -> Scene.fresh().withContact().holding(1)).limit(12).toList();
    others.forEach(other -> Published.event(other.created()));

    await()
        .untilAsserted(
            () ->
                assertThat(others)
                    .allSatisfy(other -> assertThat(other.states()).containsExactly("SENT")));
    assertThat(scene.mails()).isEmpty();
    NotificationBackends.relay().forgive(scene.address());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void aRefusedRecipientFailsAtOnceAndIsTold() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().refuse(scene.address(), "550 5.1.1 No such user");

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("FAILED"));
    assertThat(scene.lastError()).isEqualTo("RECIPIENT_REFUSED");
    assertThat(scene.mails()).isEmpty();
    assertThat(attempts(scene)).isEqualTo("1");
    await().untilAsserted(() -> assertThat(scene.told("MailFailed")).hasSize(1));
  }

  @Test
  void aFailedMailGoesToTheNewAddressWhenItsOwnerRetries() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().refuse(scene.address(), "550 5.1.1 No such user");
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("FAILED"));
    String better = "better-" + scene.address();
    Database.execute(
        "UPDATE contact SET email = '%s' WHERE account = '%s'".formatted(better, scene.account()));

    given()
        .auth()
        .oauth2(Backends.issuer().token("operator"))
        .post("/v1/notifications/{id}/retry", scene.job())
        .then()
        .statusCode(200);

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(Backends.inbox().messages(better)).hasSize(1);
  }

  @Test
  void aConnectionBrokenAfterTheDotSendsTheSameMailAgain() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().dropAfterDot(scene.address());

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    List<ReceivedMail> mails = scene.mails();
    assertThat(mails).hasSize(2);
    assertThat(mails).extracting(ReceivedMail::messageId).containsOnly(messageId(scene));
    assertThat(mails).extracting(ReceivedMail::text).containsOnly(mails.get(0).text());
    assertThat(mails).extracting(ReceivedMail::html).containsOnly(mails.get(0).html());
  }

  @Test
  void aServerThatFallsSilentAfterTheDotGetsTheSameMailAgain() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().stallAfterDot(scene.address());

    Published.event(scene.created());

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails())
        .extracting(ReceivedMail::messageId)
        .hasSize(2)
        .containsOnly(messageId(scene));
    // Else the silent connection would keep its place among those to the server for ever.
    await().until(() -> NotificationBackends.relay().hungUpOn(scene.address()));
  }

  @Test
  void aDuplicateGoesToTheFirstAddressEvenIfTheContactChanged() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().dropAfterDot(scene.address());
    NotificationBackends.relay().refuse(scene.address(), "451 4.3.0 Try again later");
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.mails()).isNotEmpty());

    Database.execute(
        "UPDATE contact SET email = 'other-%s' WHERE account = '%s'"
            .formatted(scene.address(), scene.account()));

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(Backends.inbox().messages("other-" + scene.address())).isEmpty();
  }

  @Test
  void aMailThatACrashLeftInSendingIsSentAgain() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().refuse(scene.address(), "550 5.1.1 No such user");
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("FAILED"));
    String messageId = messageId(scene);

    Database.execute(
        "UPDATE mail_job SET state = 'SENDING', claimed_until = now() - interval '1 second'"
            + " WHERE account = '%s'".formatted(scene.account()));

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails())
        .singleElement()
        .satisfies(mail -> assertThat(mail.messageId()).isEqualTo(messageId));
    assertThat(column(scene, "uncertain")).isEqualTo("t");
  }

  @Test
  void aServerThatRefusesUsKeepsTheJob() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay().refuse(scene.address(), "530 5.7.0 Authentication required");

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails()).hasSize(1);
    assertThat(attempts(scene)).isEqualTo("2");
  }

  @Test
  void aCredentialServiceThatIsDownDelaysTheMail() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.desk().failNextLeases(scene.secretRef(1), 2);

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void aSecretBoundToAnotherContainerDoesNotOpen() {
    Scene scene = Scene.fresh().withContact();
    NotificationBackends.desk()
        .hold(scene.secretRef(1), "another", 1, scene.account(), scene.password(1));

    Published.event(scene.created());

    await()
        .untilAsserted(
            () -> {
              assertThat(scene.states()).containsExactly("PENDING");
              assertThat(scene.lastError()).isEqualTo("SECRET_DOES_NOT_OPEN");
            });
    assertThat(scene.mails()).isEmpty();
    Published.event(scene.deleted());
  }

  @Test
  void theJobsOfADeletedContainerAreObsolete() {
    Scene scene = Scene.fresh().holding(1);
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("NO_CONTACT"));

    Published.event(scene.deleted());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("OBSOLETE"));
  }

  private static String attempts(Scene scene) {
    return column(scene, "attempts");
  }

  private static String messageId(Scene scene) {
    return column(scene, "message_id");
  }

  private static String column(Scene scene, String name) {
    return Database.column(
            "SELECT %s FROM mail_job WHERE account = '%s'".formatted(name, scene.account()))
        .get(0);
  }
}
