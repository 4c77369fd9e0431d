package dev.postern.notification.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.Topics;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NotificationBackends.class)
class CredentialsMailTest {

  @Test
  void anEventBecomesOneMailWithBothParts() {
    Scene scene = Scene.fresh().withContact().holding(1);

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.subject()).contains("web-1");
              assertThat(mail.text().lines())
                  .contains(
                      "Login: root", "Password: " + scene.password(1), "ssh root@127.77.0.10");
              assertThat(mail.html()).contains(scene.password(1), "ssh root@127.77.0.10");
            });
  }

  @Test
  void aSentMailIsAcknowledgedAndTold() {
    Scene scene = Scene.fresh().withContact().holding(1);

    UUID event = Published.event(scene.created());

    await()
        .untilAsserted(
            () ->
                assertThat(NotificationBackends.desk().isAcknowledged(scene.secretRef(1)))
                    .isTrue());
    await()
        .untilAsserted(
            () ->
                assertThat(scene.told("CredentialsMailed"))
                    .singleElement()
                    .satisfies(
                        data -> assertThat(data).contains(event.toString(), "\"attempts\":1")));
    assertThat(scene.causes()).containsExactly(event.toString());
  }

  @Test
  void whatBecameOfAMailHasTheTraceOfWhatAskedForIt() {
    Scene scene = Scene.fresh().withContact().holding(1);

    Published.event(scene.created(), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    await().untilAsserted(() -> assertThat(scene.told("CredentialsMailed")).hasSize(1));
    assertThat(scene.traces()).containsExactly("0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void aMailThatExpiresHasTheTraceOfWhatAskedForIt() {
    Scene scene = Scene.fresh().holding(1);

    Published.event(
        scene.created(Duration.ofSeconds(1)),
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    await().untilAsserted(() -> assertThat(scene.states()).isNotEmpty());
    await().until(() -> isDueNow(scene) && scene.states().equals(List.of("EXPIRED")));

    await().untilAsserted(() -> assertThat(scene.told("MailFailed")).hasSize(1));
    assertThat(scene.traces()).containsExactly("0af7651916cd43dd8448eb211c80319c");
  }

  private static boolean isDueNow(Scene scene) {
    Database.execute(
        "UPDATE mail_job SET next_attempt_at = now() WHERE account = '%s' AND state = 'NO_CONTACT'"
            .formatted(scene.account()));
    return true;
  }

  @Test
  void theSameEventAgainIsNoSecondMail() {
    Scene scene = Scene.fresh().withContact().holding(1);
    Scene marker = Scene.fresh().withContact().holding(1);
    UUID id = UUID.randomUUID();

    Published.event(id, scene.created());
    Published.event(id, scene.created());
    Published.event(marker.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    await().untilAsserted(() -> assertThat(marker.mails()).hasSize(1));
    assertThat(scene.mails()).hasSize(1);
  }

  @Test
  void aResetSaysWhichPasswordItReplaces() {
    Scene scene = Scene.fresh().withContact().holding(1).holding(2);
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));

    Published.event(scene.reset(2));

    await().untilAsserted(() -> assertThat(scene.mails()).hasSize(2));
    assertThat(scene.mails().get(0).text())
        .contains("Password: " + scene.password(2), "This replaces the password from ")
        .contains("ssh root@127.77.0.10 -p 2222");
  }

  @Test
  void aMailWithoutAContactWaitsForOne() {
    Scene scene = Scene.fresh().holding(1);
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("NO_CONTACT"));

    given()
        .auth()
        .oauth2(Backends.issuer().token("platform"))
        .contentType(ContentType.JSON)
        .body(Map.of("email", scene.address(), "locale", "de"))
        .put("/v1/accounts/{account}/contact", scene.account())
        .then()
        .statusCode(200);

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(scene.mails())
        .singleElement()
        .satisfies(mail -> assertThat(mail.text()).contains("Zum Kopieren in ein Terminal"));
  }

  @Test
  void nothingOfThePasswordStaysInTheDatabase() {
    Scene scene = Scene.fresh().withContact().holding(1);

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(Database.dump()).contains(scene.container()).doesNotContain(scene.password(1));
  }

  @Test
  void neitherPasswordNorAddressIsLogged() {
    Scene scene = Scene.fresh().withContact().holding(1);
    NotificationBackends.relay()
        .refuse(scene.address(), "451 4.3.0 <" + scene.address() + "> Try again later");

    Published.event(scene.created());

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(NotificationBackends.log())
        .contains("container=" + scene.container())
        .doesNotContain(scene.password(1), scene.address());
  }

  @Test
  void anUnreadableRecordStopsNothing() {
    Scene scene = Scene.fresh().withContact().holding(1);

    Published.garbage(Topics.CONTAINERS, scene.container());
    Published.event(scene.created());

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(KafkaLog.readAll(Backends.kafkaBootstrap(), "postern.dead-letters"))
        .filteredOn(dead -> scene.container().equals(dead.key()))
        .hasSize(1);
  }

  @Test
  void aBadNameInTheDatabaseBecomesNoHeader() {
    Scene scene = Scene.fresh().holding(1);
    Scene victim = Scene.fresh();
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("NO_CONTACT"));
    Database.execute(
        "UPDATE mail_job SET facts = replace(facts, 'web-1', 'x\\r\\nBcc: %s\\r\\n\\r\\nhello')"
                .formatted(victim.address())
            + ", next_attempt_at = now() WHERE account = '%s'".formatted(scene.account()));

    scene.withContact();

    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    assertThat(victim.mails()).isEmpty();
    assertThat(scene.mails())
        .singleElement()
        .satisfies(mail -> assertThat(mail.subject()).contains("Bcc:").doesNotContain("\r", "\n"))
        .satisfies(mail -> assertThat(mail.text()).contains("Password: " + scene.password(1)));
  }
}
