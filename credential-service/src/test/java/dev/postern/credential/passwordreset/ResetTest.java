package dev.postern.credential.passwordreset;

import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.name;
import static dev.postern.credential.testing.Requests.registerUnreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.postern.backends.testing.Backends;
import dev.postern.credential.testing.CredentialFiles;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class ResetTest {

  private static final int LIMIT = 5;

  @Test
  void acceptsAResetAsTheNextGeneration() {
    String id = registerUnreachable("demo");

    as("demo")
        .post("/v1/containers/" + id + "/password-resets")
        .then()
        .statusCode(202)
        .body("container", equalTo(id))
        .body("generation", equalTo(2))
        .body("state", equalTo("REQUESTED"));
  }

  @Test
  void letsNoMoreThanTheLimitThroughHoweverManyComeAtOnce() {
    String id = registerUnreachable("demo");
    var statuses = new ConcurrentLinkedQueue<Integer>();

    IntStream.range(0, 12).parallel().forEach(i -> statuses.add(reset(id, null)));

    assertThat(statuses).filteredOn(status -> status == 202).hasSize(LIMIT);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(12 - LIMIT);
    as("demo")
        .post("/v1/containers/" + id + "/password-resets")
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue());
  }

  @Test
  void answersARepeatedKeyWithTheFirstAnswer() {
    String id = registerUnreachable("demo");
    String key = UUID.randomUUID().toString();
    var statuses = new ConcurrentLinkedQueue<Integer>();

    IntStream.range(0, 50).parallel().forEach(i -> statuses.add(reset(id, key)));

    assertThat(statuses).hasSize(50).containsOnly(202);
    as("demo").get("/v1/containers/" + id).then().body("credential.generation", equalTo(2));
  }

  @Test
  void refusesAKeyThatComesWithAnotherBody() {
    String first = registerUnreachable("demo");
    String second = registerUnreachable("demo");
    String key = UUID.randomUUID().toString();
    as("demo")
        .header("Idempotency-Key", key)
        .body("{\"containers\":[\"" + first + "\"]}")
        .post("/v1/password-resets")
        .then()
        .statusCode(202);

    as("demo")
        .header("Idempotency-Key", key)
        .body("{\"containers\":[\"" + second + "\"]}")
        .post("/v1/password-resets")
        .then()
        .statusCode(409)
        .body("type", equalTo("https://postern.dev/problems/idempotency-key-reused"));
  }

  @Test
  void refusesAKeyThatIsTooLong() {
    String id = registerUnreachable("demo");

    assertThat(reset(id, "k".repeat(256))).isEqualTo(400);
  }

  @Test
  void givesEachContainerOfASetAResultOfItsOwn() {
    String account = "tenant-" + name();
    String running = registerUnreachable(account);
    String stopped = registerUnreachable(account);
    String theirs = registerUnreachable("friend");
    as("platform")
        .body("{\"status\":\"STOPPED\"}")
        .put("/v1/containers/" + stopped + "/runtime")
        .then()
        .statusCode(200);

    String set =
        as(account)
            .body(
                "{\"containers\":[\"%s\",\"%s\",\"%s\",\"%s\"]}"
                    .formatted(running, stopped, theirs, running))
            .post("/v1/password-resets")
            .then()
            .statusCode(202)
            .body("items", hasSize(3))
            .body("items.find { it.container == '" + running + "' }.generation", equalTo(2))
            .body("items.find { it.container == '" + stopped + "' }.state", equalTo("FAILED"))
            .body(
                "items.find { it.container == '" + stopped + "' }.error",
                equalTo("CONTAINER_STOPPED"))
            .body("items.find { it.container == '" + theirs + "' }.error", equalTo("NOT_FOUND"))
            .extract()
            .path("id");

    as(account).get("/v1/password-resets/" + set).then().statusCode(200).body("items", hasSize(3));
    as("demo").get("/v1/password-resets/" + set).then().statusCode(404);
    as("operator").get("/v1/password-resets/" + set).then().statusCode(200);
  }

  @Test
  void resetsAnEnvironmentOfTheCallersAccount() {
    String account = "tenant-" + name();
    List<String> ids =
        List.of(registerUnreachable(account), registerUnreachable(account)).stream()
            .sorted()
            .toList();

    as(account)
        .body("{\"environment\":\"shop\",\"layer\":\"cp\"}")
        .post("/v1/password-resets")
        .then()
        .statusCode(202)
        .body("items.container", contains(ids.toArray()));
    as(account)
        .body("{\"environment\":\"shop\",\"layer\":\"other\"}")
        .post("/v1/password-resets")
        .then()
        .statusCode(404);
    as("platform")
        .body("{\"environment\":\"shop\"}")
        .post("/v1/password-resets?account=" + account)
        .then()
        .statusCode(202)
        .body("items", hasSize(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"layer\":\"cp\"}",
        "{\"containers\":[]}",
        "{\"containers\":[null]}",
        "{\"containers\":[\"c1\"],\"environment\":\"shop\"}",
        "{\"environment\":\"SHOP\"}",
        "{\"environment\":1}",
        "{\"other\":\"x\"}",
        "{",
        ""
      })
  void refusesWhatIsNoSet(String body) {
    as("demo")
        .body(body)
        .post("/v1/password-resets")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  private static int reset(String id, String key) {
    var request = as("demo");
    return (key == null ? request : request.header("Idempotency-Key", key))
        .post("/v1/containers/" + id + "/password-resets")
        .statusCode();
  }
}
