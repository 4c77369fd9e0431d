package dev.postern.key.keys;

import static dev.postern.key.testing.Tenant.newKey;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.signin.Issuer;
import dev.postern.backends.testing.Backends;
import dev.postern.key.testing.Database;
import dev.postern.key.testing.Tenant;
import dev.postern.key.validation.PrivateKeyText;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer says what to do next, and nothing is stored. */
@QuarkusTest
@WithTestResource(Backends.class)
class BadInputTest {

  static List<String> badBodies() {
    String key = newKey("demo@laptop");
    return List.of(
        "",
        "null",
        "[]",
        "{",
        "{}",
        "\"" + key + "\"",
        "{\"key\":null}",
        "{\"key\":\"\"}",
        "{\"key\":7}",
        "{\"key\":[\"" + key + "\"]}",
        "{\"key\":\"" + key + "\",\"account\":\"demo\"}",
        "{\"key\":\"" + key + "\",\"title\":7}",
        "{\"key\":\"" + key + "\",\"title\":\"a\\nb\"}",
        "{\"key\":\"" + key + "\",\"title\":\"\\u001b[31m\"}",
        "{\"key\":\"" + key + "\",\"title\":\"" + "x".repeat(256) + "\"}",
        "{\"key\":\"" + key + "\",\"expiresAt\":\"tomorrow\"}",
        "{\"key\":\"" + key + "\",\"expiresAt\":1999999999}",
        "{\"key\":\"" + key + "\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
        "{\"key\":\"" + key + "\",\"expiresAt\":\"+999999999-01-01T00:00:00Z\"}",
        "{\"key\":\"" + key + "\",\"key\":\"" + key + "\"}",
        "{\"key\":\"" + key + "\"} {}",
        "{\"key\":\"ssh-dss AAAAB3NzaC1kc3M=\"}",
        "{\"key\":\"command=\\\"id\\\" " + key + "\"}",
        "{\"key\":\"" + "A".repeat(20_000) + "\"}");
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void aBadBodyIsAProblemAndNothingIsStored(String body) {
    Tenant owner = Tenant.unique();

    Response refused = owner.request().body(body).post("/v1/keys");

    assertProblem(refused, 400);
    assertNothingIsStored(owner);
  }

  @Test
  void aBodyOver64KibIsTooLarge() {
    Tenant owner = Tenant.unique();

    assertProblem(owner.add(newKey("x".repeat(70_000))), 413);
    assertNothingIsStored(owner);
  }

  @ParameterizedTest
  @CsvSource({"limit,0", "limit,201", "limit,many", "limit,-1", "cursor,!!!", "cursor,bm8"})
  void aBadPageIsAProblem(String name, String value) {
    Response refused = Tenant.unique().request().queryParam(name, value).get("/v1/keys");

    assertProblem(refused, 400);
    assertThat(refused.<List<String>>path("errors.field")).containsExactly(name);
  }

  @Test
  void otherMediaTypesAndMethodsAreProblems() {
    Tenant owner = Tenant.unique();

    assertProblem(
        given().auth().oauth2(owner.token()).contentType("text/plain").body("x").post("/v1/keys"),
        415);
    assertProblem(owner.request().put("/v1/keys"), 405);
    assertProblem(owner.request().get("/v1/nothing"), 404);
  }

  @Test
  void withoutAGoodTokenNothingIsToldOrStored() {
    try (Issuer foreign = Issuer.ephemeral()) {
      for (String token :
          List.of(
              foreign.token("demo"), Backends.issuer().expiredToken("demo"), "nonsense", "a.b.c")) {
        assertRefusedEverywhere(new Tenant("demo", token), 401);
      }
    }
    assertProblem(given().get("/v1/keys"), 401);
    assertProblem(
        given().contentType(ContentType.JSON).body(Map.of("key", newKey(""))).post("/v1/keys"),
        401);
  }

  @Test
  void rolesThatAreNotForPeopleAreRefused() {
    assertRefusedEverywhere(Tenant.of("platform"), 403);
    assertRefusedEverywhere(
        new Tenant("", Backends.issuer().serviceToken("notification-service")), 403);
  }

  private static void assertRefusedEverywhere(Tenant caller, int status) {
    long before = Database.keys();
    assertProblem(caller.list(), status);
    assertProblem(caller.get("k1"), status);
    assertProblem(caller.remove("k1"), status);
    assertProblem(caller.add(newKey("demo")), status);
    assertThat(Database.keys()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v1/keys",
        "/v1//keys",
        "/v1/keys;x=1",
        "/v1/keys%3Bx",
        "/v1%2Fkeys",
        "/v1/./keys",
        "/v1/x/../keys",
        "/v1/keys/",
        "/v1%5Ckeys",
        "/V1/keys"
      })
  void noSpellingOfAPathOpensIt(String path) {
    Response refused = given().urlEncodingEnabled(false).get(path);

    assertThat(refused.statusCode()).isIn(400, 401, 404);
  }

  @Test
  void aPastedPrivateKeyGetsTheFixedText() {
    Tenant.unique()
        .add("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n-----END OPENSSH PRIVATE KEY-----\n")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("key"))
        .body("errors[0].detail", equalTo(PrivateKeyText.ADVICE));
  }

  private static void assertNothingIsStored(Tenant owner) {
    assertThat(Database.dump()).noneMatch(row -> row.contains(owner.account()));
  }

  private static void assertProblem(Response response, int status) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.<String>path("type")).startsWith("https://postern.dev/problems/");
    assertThat(response.<String>path("title")).isNotBlank();
    assertThat(response.<String>path("detail")).isNotBlank();
    assertThat(response.<Integer>path("status")).isEqualTo(status);
    assertThat(response.asString()).doesNotContain("Exception", "AAAA", "dev.postern.key");
  }
}
