package dev.postern.notification.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.postern.backends.testing.Backends;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mail queue as operators see it. */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class UnsentMailsTest {

  @Test
  void whatFailedForOneReasonIsCountedListedAndSentAgainUnlessItIsOver() {
    Scene refused = failed("QUEUE_TEST");
    Scene replaced = failed("QUEUE_TEST");
    Database.execute(
        "UPDATE container_generation SET latest = 9 WHERE container = '%s'"
            .formatted(replaced.container()));

    String group = "items.find { it.state == 'FAILED' && it.reason == 'QUEUE_TEST' }";
    as("operator").get("/v1/mail-queue").then().statusCode(200).body(group + ".mails", equalTo(2));
    as("auditor")
        .get("/v1/mail-queue/mails?state=FAILED&reason=QUEUE_TEST")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items[0].lastError", equalTo("QUEUE_TEST"));

    as("operator")
        .contentType("application/json")
        .body("{\"reason\":\"QUEUE_TEST\"}")
        .post("/v1/mail-queue/retries")
        .then()
        .statusCode(200)
        .body("retried", equalTo(1));
    await().untilAsserted(() -> assertThat(state(refused)).isNotEqualTo("FAILED"));
    assertThat(state(replaced)).isEqualTo("FAILED");
  }

  @Test
  void onlyOperatorsRetryAndOnlyTheyAndAuditorsLook() {
    as("demo").get("/v1/mail-queue").then().statusCode(403);
    as("platform").get("/v1/mail-queue/mails?state=FAILED").then().statusCode(403);
    as("auditor")
        .contentType("application/json")
        .body("{\"reason\":\"X\"}")
        .post("/v1/mail-queue/retries")
        .then()
        .statusCode(403);
    given().get("/v1/mail-queue").then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?state=SENT", "?state=FAILED&limit=0", "?state=FAILED&cursor=x"})
  void badParametersAreProblems(String query) {
    as("operator").get("/v1/mail-queue/mails" + query).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"reason\":\"\"}", "{\"reason\":null}", "[]", ""})
  void aRetryNamesItsReason(String body) {
    as("operator")
        .contentType("application/json")
        .body(body)
        .post("/v1/mail-queue/retries")
        .then()
        .statusCode(400);
  }

  private static Scene failed(String reason) {
    Scene scene = Scene.fresh();
    Published.event(scene.created());
    await().untilAsserted(() -> assertThat(state(scene)).isEqualTo("NO_CONTACT"));
    Database.execute(
        "UPDATE mail_job SET state = 'FAILED', last_error = '%s' WHERE container = '%s'"
            .formatted(reason, scene.container()));
    return scene;
  }

  private static String state(Scene scene) {
    return Database.column(
            "SELECT state FROM mail_job WHERE container = '%s'".formatted(scene.container()))
        .stream()
        .findFirst()
        .orElse("");
  }

  private static RequestSpecification as(String account) {
    return given().auth().oauth2(Backends.issuer().token(account));
  }
}
