package dev.postern.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;

import dev.postern.backends.testing.Backends;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that comes again with its key is done once. */
@QuarkusTest
@WithTestResource(Backends.class)
class IdempotencyTest {

  private static final int TWINS = 16;

  private final String account = "t-" + UUID.randomUUID();
  private final String key = UUID.randomUUID().toString();

  private static RequestSpecification as(String account) {
    return given().auth().oauth2(Backends.issuer().token(account)).contentType(ContentType.JSON);
  }

  private static Response write(String account, String key, String text) {
    return as(account).header("Idempotency-Key", key).body(Map.of("text", text)).post("/notes");
  }

  @Test
  void aRepeatedRequestGetsTheFirstOnesAnswer() {
    Response first = write(account, key, "once");
    Response again = write(account, key, "once");

    first.then().statusCode(201);
    again.then().statusCode(201).header("Location", first.header("Location"));
    assertThat(again.asString()).isEqualTo(first.asString());
    as(account).get("/notes").then().body("$", contains("once"));
  }

  @Test
  void twinsAtTheSameMomentGetOneAnswer() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(TWINS);
    try {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < TWINS; i++) {
        calls.add(() -> write(account, key, "twin").then().statusCode(201).extract().asString());
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : senders.invokeAll(calls)) {
        answers.add(answer.get());
      }

      assertThat(answers.stream().distinct()).hasSize(1);
      as(account).get("/notes").then().body("$", hasSize(1));
    } finally {
      senders.shutdownNow();
    }
  }

  @Test
  void anotherBodyUnderTheKeyIsAConflict() {
    write(account, key, "one").then().statusCode(201);

    write(account, key, "two")
        .then()
        .statusCode(409)
        .body("type", endsWith("/idempotency-key-reused"))
        .body("detail", containsString("use a new key"));
    as(account).get("/notes").then().body("$", contains("one"));
  }

  @Test
  void whatIsRefusedLeavesNeitherWorkNorKey() {
    write(account, key, "refuse").then().statusCode(409).body("type", endsWith("/refused"));

    as(account).get("/notes").then().body("$", empty());
    write(account, key, "another text").then().statusCode(201);
  }

  @Test
  void aKeyCountsForOneAccount() {
    String other = "t-" + UUID.randomUUID();
    write(account, key, "mine").then().statusCode(201);

    write(other, key, "theirs").then().statusCode(201);

    as(other).get("/notes").then().body("$", contains("theirs"));
  }

  @Test
  void withoutAKeyEachRequestIsDone() {
    as(account).body(Map.of("text", "a")).post("/notes").then().statusCode(201);
    as(account).body(Map.of("text", "a")).post("/notes").then().statusCode(201);

    as(account).get("/notes").then().body("$", contains("a", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "gr\u00fc\u00df", "LONG"})
  void aKeyThatIsNoneIsRefused(String text) {
    String bad = text.equals("LONG") ? "x".repeat(256) : text;

    write(account, bad, "never")
        .then()
        .statusCode(400)
        .body("detail", containsString("1 to 255 visible ASCII characters"));
    as(account).get("/notes").then().body("$", empty());
  }
}
