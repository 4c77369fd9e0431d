package dev.postern.notification.bounce;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.testing.Backends;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(NotificationBackends.class)
class BounceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aMailThatCameBackIsSeenAndTold() throws Exception {
    Scene scene = mailed();
    String returnPath = NotificationBackends.relay().senderTo(scene.address());

    handIn(Dsn.postfix(returnPath, "failed", "5.1.1")).body("outcome", equalTo("BOUNCED"));

    assertThat(scene.states()).containsExactly("BOUNCED");
    assertThat(scene.lastError()).isEqualTo("MAILBOX_UNKNOWN");
    await().untilAsserted(() -> assertThat(scene.told("MailBounced")).hasSize(1));
    JsonNode told = JSON.readTree(scene.told("MailBounced").get(0));
    assertThat(told.path("generation").asLong()).isEqualTo(1);
    assertThat(told.path("status").asText()).isEqualTo("5.1.1");
    assertThat(told.path("reason").asText()).isEqualTo("MAILBOX_UNKNOWN");
    assertThat(told.toString()).doesNotContain("@");
  }

  @Test
  void theSameBounceAgainChangesNothing() {
    Scene scene = mailed();
    byte[] bounce = Dsn.postfix(verpOf(scene), "failed", "5.2.2");
    handIn(bounce);

    handIn(bounce).body("outcome", equalTo("BOUNCED"));

    Scene later = mailed();
    handIn(Dsn.postfix(verpOf(later), "failed", "5.2.2"));
    await().untilAsserted(() -> assertThat(later.told("MailBounced")).hasSize(1));
    assertThat(scene.told("MailBounced")).hasSize(1);
  }

  @Test
  void aDelayIsNoBounce() {
    Scene scene = mailed();

    handIn(Dsn.postfix(verpOf(scene), "delayed", "4.4.1")).body("outcome", equalTo("NOT_FAILED"));

    assertThat(scene.states()).containsExactly("SENT");
  }

  @Test
  void whatIsAboutNoMailOfOursIsAnsweredAllTheSame() {
    String unknown = "bounces+0195605a8e7c7b3e9d435c1f0a2b3c4d@postern.test";

    handIn(Dsn.postfix(unknown, "failed", "5.1.1")).body("outcome", equalTo("NO_SUCH_MAIL"));
    handIn("Subject: on holiday\r\n\r\n".getBytes()).body("outcome", equalTo("NO_REPORT"));
  }

  @Test
  void theBounceOfAMailThatIsStillBeingSentIsAskedForAgain() {
    Scene scene = mailed();
    Database.execute(
        "UPDATE mail_job SET state = 'SENDING', claimed_until = now() + interval '1 hour'"
            + " WHERE id = '%s'".formatted(scene.job()));

    post("platform", Dsn.postfix(verpOf(scene), "failed", "5.1.1")).statusCode(503);
  }

  @Test
  void nothingOfABounceIsLoggedOrKept() {
    Scene scene = mailed();

    handIn(Dsn.postfix(verpOf(scene), "failed", "5.1.1"));

    assertThat(NotificationBackends.log()).doesNotContain("somebody@", Dsn.SECRET_WORD);
    assertThat(Database.dump()).doesNotContain("somebody@", Dsn.SECRET_WORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "operator", "auditor"})
  void onlyThePlatformHandsBouncesIn(String account) {
    post(account, Dsn.postfix("x@postern.test", "failed", "5.1.1")).statusCode(403);
  }

  @Test
  void whoIsNotSignedInHandsInNothing() {
    asMail(Dsn.postfix("x@postern.test", "failed", "5.1.1"))
        .post("/v1/bounces")
        .then()
        .statusCode(401);
  }

  private static Scene mailed() {
    Scene scene = Scene.fresh().withContact().holding(1);
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(scene.states()).containsExactly("SENT"));
    return scene;
  }

  private static String verpOf(Scene scene) {
    return "bounces+" + scene.job().replace("-", "") + "@postern.test";
  }

  private static ValidatableResponse handIn(byte[] mail) {
    return post("platform", mail).statusCode(200);
  }

  private static ValidatableResponse post(String account, byte[] mail) {
    return asMail(mail).auth().oauth2(Backends.issuer().token(account)).post("/v1/bounces").then();
  }

  private static RequestSpecification asMail(byte[] mail) {
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .encodeContentTypeAs("message/rfc822", ContentType.BINARY)))
        .contentType("message/rfc822")
        .body(mail);
  }
}
