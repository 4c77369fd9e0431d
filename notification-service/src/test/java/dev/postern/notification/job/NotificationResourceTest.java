package dev.postern.notification.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.LockedRow;
import dev.postern.notification.testing.Database;
import dev.postern.notification.testing.NotificationBackends;
import dev.postern.notification.testing.Published;
import dev.postern.notification.testing.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(NotificationBackends.class)
class NotificationResourceTest {

  private static final String MASKED = "d…@postern.test";

  @Test
  void anOwnerSeesWhatBecameOfHisMails() {
    Scene scene = waitingJobOf("demo");

    as("demo")
        .queryParam("container", scene.container())
        .get("/v1/notifications")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].state", equalTo("NO_CONTACT"))
        .body("items[0].kind", equalTo("CONTAINER_CREATED"))
        .body("next", nullValue());
  }

  @Test
  void anotherAccountsMailsLookLikeNone() {
    Scene scene = waitingJobOf("demo");

    as("friend")
        .queryParam("container", scene.container())
        .get("/v1/notifications")
        .then()
        .statusCode(200)
        .body("items", empty());
    as("friend")
        .get("/v1/notifications")
        .then()
        .body("items.account", everyItem(equalTo("friend")));
    as("friend").queryParam("account", "demo").get("/v1/notifications").then().statusCode(403);
    as("friend").post("/v1/notifications/{id}/retry", jobOf(scene)).then().statusCode(404);
    as("friend").post("/v1/notifications/{id}/retry", UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  void anothersMailThatIsLockedIsAnsweredLikeOneThatIsNotThere() throws Exception {
    String job = jobOf(waitingJobOf("demo")).toString();

    try (LockedRow locked = LockedRow.of("mail_job", "id = ?::uuid", job)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> as("friend").post("/v1/notifications/{id}/retry", job).then().statusCode(404));
    }
  }

  @Test
  void anAuditorSeesAllButChangesNothing() {
    Scene scene = waitingJobOf("demo");

    as("auditor")
        .queryParam("account", "demo")
        .queryParam("container", scene.container())
        .get("/v1/notifications")
        .then()
        .body("items", hasSize(1));
    as("auditor").post("/v1/notifications/{id}/retry", jobOf(scene)).then().statusCode(403);
  }

  @Test
  void theNewestMailWithAPasswordOfManyContainersSaysWhereItWentWithoutTellingTheAddress() {
    Scene one = waitingJobOf("demo");
    Scene two = waitingJobOf("demo");
    Published.event(two.reset(2));
    await().untilAsserted(() -> assertThat(newest("demo", two)).isEqualTo("PASSWORD_RESET"));
    Database.execute(
        "UPDATE mail_job SET recipient = 'daisy@postern.test' WHERE container = '%s'"
            .formatted(one.container()));

    as("demo")
        .queryParam("container", one.container(), two.container(), "cnone")
        .get("/v1/notifications/credentials")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items.find { it.container == '%s' }.to".formatted(one.container()), equalTo(MASKED))
        .body("items.find { it.container == '%s' }.to".formatted(two.container()), nullValue());
    as("demo")
        .queryParam("container", one.container())
        .get("/v1/notifications")
        .then()
        .body("items[0].to", equalTo(MASKED));
    assertThat(newest("friend", two)).isNull();
    assertThat(newest("auditor", two)).isEqualTo("PASSWORD_RESET");
  }

  private static String newest(String account, Scene scene) {
    return as(account)
        .queryParam("container", scene.container())
        .get("/v1/notifications/credentials")
        .then()
        .statusCode(200)
        .extract()
        .path("items[0].kind");
  }

  @Test
  void thePasswordMailsOfMoreThanTwoHundredContainersOrOfNoneAreNotGiven() {
    var many = IntStream.rangeClosed(1, 201).mapToObj(n -> "c" + (1_000_000_000L + n)).toList();

    mailsOf(many).statusCode(400);
    mailsOf(many.subList(0, 200)).statusCode(200).body("items", empty());
    mailsOf(List.of()).statusCode(400);
  }

  private static ValidatableResponse mailsOf(List<String> containers) {
    return as("demo")
        .queryParam("container", containers)
        .get("/v1/notifications/credentials")
        .then();
  }

  @Test
  void pagesFollowOneAnother() {
    Scene one = waitingJobOf("demo");
    Scene two = waitingJobOf("demo");

    String next =
        as("demo")
            .queryParam("limit", 1)
            .get("/v1/notifications")
            .then()
            .body("items[0].container", equalTo(two.container()))
            .extract()
            .path("next");

    as("demo")
        .queryParam("limit", 1)
        .queryParam("cursor", next)
        .get("/v1/notifications")
        .then()
        .body("items[0].container", equalTo(one.container()));
  }

  @Test
  void aWaitingMailIsLookedAtAgain() {
    Scene scene = waitingJobOf("demo");

    as("demo").post("/v1/notifications/{id}/retry", jobOf(scene)).then().statusCode(200);
  }

  @Test
  void aRepeatedRequestGetsTheFirstOnesAnswer() {
    Scene scene = waitingJobOf("demo");
    String key = UUID.randomUUID().toString();
    String first = retried(scene, key, 200);
    Database.execute("UPDATE mail_job SET state = 'SENT' WHERE id = '%s'".formatted(jobOf(scene)));

    assertThat(retried(scene, key, 200)).isEqualTo(first);
    retried(scene, UUID.randomUUID().toString(), 409);
    retried(scene, "no space allowed", 400);
  }

  private static String retried(Scene scene, String key, int status) {
    return as("demo")
        .header("Idempotency-Key", key)
        .post("/v1/notifications/{id}/retry", jobOf(scene))
        .then()
        .statusCode(status)
        .extract()
        .asString();
  }

  @Test
  void aSentMailIsNotSentAgain() {
    Scene scene = waitingJobOf("demo");
    Database.execute("UPDATE mail_job SET state = 'SENT' WHERE id = '%s'".formatted(jobOf(scene)));

    as("demo").post("/v1/notifications/{id}/retry", jobOf(scene)).then().statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=%21", "cursor=AAAA"})
  void badParametersAreProblems(String query) {
    int status =
        as("demo").urlEncodingEnabled(false).get("/v1/notifications?" + query).statusCode();

    assertThat(status).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//v1/notifications", "/v1/notifications;x", "/v1/notifications%3Bx"})
  void pathTricksNeedATokenToo(String path) {
    int status = given().urlEncodingEnabled(false).get(path).statusCode();

    assertThat(status).isIn(401, 404);
  }

  /** A job that waits: its account has no contact. */
  private static Scene waitingJobOf(String account) {
    Scene fresh = Scene.fresh();
    Scene scene = new Scene(account, fresh.container());
    Database.execute("DELETE FROM contact WHERE account = '%s'".formatted(account));
    Published.event(scene.created());
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Database.column(
                            "SELECT state FROM mail_job WHERE container = '%s'"
                                .formatted(scene.container())))
                    .containsExactly("NO_CONTACT"));
    return scene;
  }

  private static String jobOf(Scene scene) {
    return Database.column(
            "SELECT id FROM mail_job WHERE container = '%s'".formatted(scene.container()))
        .get(0);
  }

  private static RequestSpecification as(String account) {
    return given().auth().oauth2(Backends.issuer().token(account));
  }
}
