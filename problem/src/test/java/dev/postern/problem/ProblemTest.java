package dev.postern.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, the answer is problem+json with a next step, and never a 500. */
@QuarkusTest
@WithTestResource(OfflineIssuer.class)
class ProblemTest {

  @Test
  void goodInputPasses() {
    assertThat(post("{\"name\":\"web-1\",\"count\":2}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"web-1\",\"colour\":\"red\"}|colour",
        "{\"name\":\"web-1\",\"count\":\"two\"}|count",
        "{\"name\":\"web-1\",\"count\":\"2\"}|count",
        "{\"name\":17}|name",
        "{\"name\":true}|name",
        "{\"name\":[\"a\"]}|name",
        "{\"name\":\"Web_1\"}|name",
        "{\"name\":\"-a\"}|name",
        "{}|name",
        "{\"name\":\"a\",\"inner\":{\"name\":\"B\"}}|inner.name",
        "{\"name\":\"a\",\"inner\":{\"nickname\":\"b\"}}|inner.nickname",
        "{\"name\":\"a\",\"inner\":7}|inner",
        "{\"name\":\"a\",\"inner\":\"\"}|inner",
        "{\"name\":\"a\",\"inner\":[]}|inner",
        "{\"name\":\"a\",\"count\":1.9}|count",
        "{\"name\":\"a\",\"count\":1.0}|count",
        "{\"name\":\"a\",\"count\":\" \"}|count",
        "{\"name\":\"a\",\"count\":\"\"}|count",
        "{\"name\":\"a\",\"count\":true}|count",
        "{\"name\":\"a\",\"count\":99999999999}|count",
        "{\"name\":\"a\",\"status\":0}|status",
        "{\"name\":\"a\",\"status\":\"\"}|status",
        "{\"name\":\"a\",\"status\":\"running\"}|status",
        "{\"name\":\"a\",\"all\":0}|all",
        "{\"name\":\"a\",\"all\":\"true\"}|all",
        "{\"name\":\"a\",\"all\":\" \"}|all",
        "{\"name\":\"a\",\"names\":[7]}|names[0]",
        "{\"name\":\"a\",\"names\":[\"a\\u0000\"]}|names[0]",
        "{\"name\":\"a\\u0000\"}|name"
      })
  void badFieldsAreNamed(String body, String field) {
    Response response = post(body);

    assertProblem(response, 400);
    assertThat(response.jsonPath().getString("type")).endsWith("/invalid-fields");
    assertThat(response.jsonPath().getList("errors.field")).isEqualTo(List.of(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "nonsense",
        "[]",
        "7",
        "\"text\"",
        "{\"name\":\"a\"",
        "{\"name\":\"a\"} trailing",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"\u0000\"}",
        "{\"na\\u0001me\":\"a\"}"
      })
  void whatIsNoRequestIsBadAndNotRepeated(String body) {
    Response response = post(body);

    assertProblem(response, 400);
    assertThat(response.asString()).doesNotContain("trailing", "nonsense", "jackson", "Exception");
  }

  @Test
  void aBodyOver64KiBIsTooLarge() {
    assertProblem(post("{\"name\":\"" + "a".repeat(70_000) + "\"}"), 413);
  }

  @Test
  void otherMediaTypesAreUnsupported() {
    assertProblem(given().contentType("text/plain").body("x").post("/echo"), 415);
  }

  @Test
  void plainTextIsNoRequestThatHasASingleText() {
    assertProblem(given().contentType("text/plain").body("x").post("/echo/single"), 415);
  }

  @Test
  void whatNeverAnswersIsUnavailableAndNothingIsClaimed() {
    Response response = given().get("/echo/stuck");

    assertProblem(response, 503);
    assertThat(response.asString()).contains("not known");
  }

  @Test
  void otherMethodsAreNotAllowed() {
    assertProblem(given().delete("/echo"), 405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/echo/nothing", "/"})
  void unknownPathsAreNotFound(String path) {
    assertProblem(given().get(path), 404);
  }

  @Test
  void parametersAreNamed() {
    Response response = given().get("/echo?limit=201");

    assertProblem(response, 400);
    assertThat(response.jsonPath().getList("errors.field")).isEqualTo(List.of("limit"));
  }

  @Test
  void aParameterOfTheWrongTypeIsNoServerError() {
    Response response = given().get("/echo?limit=many");

    assertThat(response.statusCode()).isBetween(400, 404);
    assertThat(response.contentType()).startsWith("application/problem+json");
  }

  @Test
  void withoutATokenTheChallengeIsBearer() {
    Response response = given().get("/echo/operators");

    assertProblem(response, 401);
    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "Bearer a.b.c", "Bearer", "Basic eDp5", "Bearer \u00e9"})
  void aTokenThatIsNoneIsUnauthenticated(String authorization) {
    assertProblem(given().header("Authorization", authorization).get("/echo/operators"), 401);
  }

  @Test
  void defectsTellNothing() {
    Response response = given().get("/echo/defect");

    assertProblem(response, 500);
    assertThat(response.asString()).doesNotContain("hunter2", "IllegalState", "postern.problem");
  }

  @Test
  void outagesMayBeTriedAgain() {
    Response response = given().get("/echo/outage");

    assertProblem(response, 503);
    assertThat(response.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void limitsSayWhenToComeBack() {
    Response response = given().get("/echo/flood");

    assertProblem(response, 429);
    assertThat(response.header("Retry-After")).isEqualTo("2");
  }

  private static Response post(String body) {
    return given().contentType("application/json").body(body).post("/echo");
  }

  private static void assertProblem(Response response, int status) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.contentType()).startsWith("application/problem+json");
    Map<String, Object> problem = response.jsonPath().getMap("");
    assertThat(problem).containsKeys("type", "title", "status", "detail");
    assertThat(problem.get("status")).isEqualTo(status);
  }
}
