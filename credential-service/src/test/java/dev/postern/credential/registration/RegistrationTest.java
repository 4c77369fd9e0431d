package dev.postern.credential.registration;

import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.name;
import static dev.postern.credential.testing.Requests.register;
import static dev.postern.credential.testing.Requests.registerUnreachable;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Requests;
import dev.postern.events.Topics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class RegistrationTest {

  @Test
  void answersWithTheContainerWhosePasswordIsOnItsWay() {
    String name = name();

    as("platform")
        .body(container("demo", name, "127.0.0.1", 1))
        .post("/v1/containers")
        .then()
        .statusCode(201)
        .header("Location", matchesPattern(".*/v1/containers/c[a-z0-9]+"))
        .body("account", equalTo("demo"))
        .body("name", equalTo(name))
        .body("environment", equalTo("shop"))
        .body("layer", equalTo("cp"))
        .body("runtime", equalTo("RUNNING"))
        .body("credential.state", equalTo("REQUESTED"))
        .body("credential.generation", equalTo(1))
        .body("addresses", empty());
  }

  @Test
  void publishesTheRegistrationAndTheStateOfTheContainer() {
    String id = registerUnreachable("demo");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(types(Topics.CONTAINERS, id))
                  .containsExactly("dev.postern.ContainerRegistered.v1");
              assertThat(types(Topics.STATE_CONTAINERS, id))
                  .contains("dev.postern.ContainerState.v1");
            });
  }

  @Test
  void showsWhyAContainerThatDoesNotAnswerHasNoPasswordYetAndTriesAgain() {
    String id = registerUnreachable("demo");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(credential(id, "state")).isEqualTo("APPLYING");
              assertThat(credential(id, "reason")).isEqualTo("UNREACHABLE");
              assertThat(Integer.parseInt(credential(id, "attempts"))).isGreaterThan(2);
            });
    assertThat(types(Topics.CONTAINERS, id)).doesNotContain("dev.postern.ContainerCreated.v1");
  }

  @Test
  void refusesANameThatTheAccountHasAlready() {
    String body = container("demo", name(), "127.0.0.1", 1);
    register(body);

    as("platform")
        .body(body)
        .post("/v1/containers")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("https://postern.dev/problems/name-taken"));
  }

  @Test
  void givesANameFreeWithItsContainer() {
    String body = container("demo", name(), "127.0.0.1", 1);
    String id = register(body);

    as("platform").delete("/v1/containers/" + id).then().statusCode(204);

    as("demo").get("/v1/containers/" + id).then().statusCode(404);
    register(body);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(types(Topics.CONTAINERS, id))
                    .contains("dev.postern.ContainerDeleted.v1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"unknown":1}                                    | no other field is known
          {"account":1}                                    | a number for a text
          {"account":"demo"}                               | fields are missing
          {                                                | not JSON
          []                                               | not an object
          {"account":"demo","name":"Web_1","environment":"shop","access":{"adapter":"ssh","host":"127.0.0.1"}} | bad name
          {"account":"demo","name":"web","environment":"-","access":{"adapter":"ssh","host":"127.0.0.1"}} | bad environment
          {"account":"demo","name":"web","environment":"shop","layer":"A","access":{"adapter":"ssh","host":"127.0.0.1"}} | bad layer
          {"account":"demo","name":"web","environment":"shop","access":{"adapter":"docker","host":"127.0.0.1"}} | adapter
          {"account":"demo","name":"web","environment":"shop","access":{"adapter":"ssh"}} | no host
          {"account":"demo","name":"web","environment":"shop","access":{"adapter":"ssh","host":"127.0.0.1","port":0}} | port
          {"account":"demo","name":"web","environment":"shop","access":{"adapter":"ssh","host":"127.0.0.1","port":65536}} | port
          {"account":"demo","name":"web","environment":"shop","access":{"adapter":"ssh","host":"127.0.0.1","hostKeys":["MD5:x"]}} | host key
          {"account":"demo","name":"web","environment":"shop","publicIps":{"ipv4":-1},"access":{"adapter":"ssh","host":"127.0.0.1"}} | count
          """)
  void refusesWhatIsNoRegistration(String body, String why) {
    as("platform")
        .body(body)
        .post("/v1/containers")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", startsWith("https://postern.dev/problems/"))
        .body("detail", notNullValue());
    assertThat(namesOf("demo")).as(why).doesNotContain("web", "Web_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "[::]",
        "::ffff:169.254.169.254",
        "fe80::1",
        "10.1.2.3",
        "::1",
        "fd00:ec2::254",
        "no-such-host.invalid",
        "2852039166"
      })
  void refusesAHostThatMustNotBeReached(String host) {
    as("platform")
        .body(container("demo", "ssrf", host, 22))
        .post("/v1/containers")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
    assertThat(namesOf("demo")).doesNotContain("ssrf");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    as("platform")
        .body("{\"account\":\"" + "a".repeat(70 * 1024) + "\"}")
        .post("/v1/containers")
        .then()
        .statusCode(413)
        .contentType("application/problem+json");
  }

  @Test
  void refusesACallerWithoutAToken() {
    given()
        .contentType(ContentType.JSON)
        .body(container("demo", name(), "127.0.0.1", 1))
        .post("/v1/containers")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "operator", "auditor"})
  void refusesACallerWhoIsNotThePlatform(String account) {
    as(account)
        .body(container("demo", name(), "127.0.0.1", 1))
        .post("/v1/containers")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
  }

  @Test
  void showsAnAccountItsOwnContainersOnly() {
    String mine = registerUnreachable("demo");
    String theirs = registerUnreachable("friend");

    as("demo")
        .get("/v1/containers?limit=200")
        .then()
        .body("items.id", hasItem(mine))
        .body("items.id", not(hasItem(theirs)));
    as("demo").get("/v1/containers?account=friend").then().statusCode(403);
    as("demo").get("/v1/containers?account=no-such-account").then().statusCode(403);
    as("auditor")
        .get("/v1/containers?account=friend&limit=200")
        .then()
        .body("items.id", hasItem(theirs));
  }

  @Test
  void hidesAnotherAccountsContainerEverywhere() {
    String theirs = registerUnreachable("friend");

    as("demo").get("/v1/containers/" + theirs).then().statusCode(404);
    as("demo").get("/v1/containers/" + theirs + "/history").then().statusCode(404);
    as("demo").post("/v1/containers/" + theirs + "/password-resets").then().statusCode(404);
    as("demo")
        .body("{\"containers\":[\"" + theirs + "\"]}")
        .post("/v1/password-resets")
        .then()
        .statusCode(202)
        .body("items[0].error", equalTo("NOT_FOUND"));
    as("auditor").post("/v1/containers/" + theirs + "/password-resets").then().statusCode(403);
  }

  @Test
  void goesThroughAListPageByPage() {
    String account = "tenant-" + name();
    List<String> ids =
        List.of(
            registerUnreachable(account),
            registerUnreachable(account),
            registerUnreachable(account));

    var first = as(account).get("/v1/containers?limit=2").then().extract();
    String cursor = first.path("next");
    var second = as(account).get("/v1/containers?limit=2&cursor=" + cursor).then().extract();

    assertThat(first.<List<String>>path("items.id")).hasSize(2);
    assertThat(second.<List<String>>path("items.id")).hasSize(1);
    assertThat(second.<String>path("next")).isNull();
    assertThat(ids).containsAll(first.<List<String>>path("items.id"));
    as(account).get("/v1/containers?cursor=%3F%3F").then().statusCode(400);
    as(account).get("/v1/containers?limit=0").then().statusCode(400);
  }

  @Test
  void tellsTheHistoryOfAContainer() {
    String id = registerUnreachable("demo");

    as("platform")
        .body("{\"status\":\"STOPPED\"}")
        .put("/v1/containers/" + id + "/runtime")
        .then()
        .statusCode(200)
        .body("runtime", equalTo("STOPPED"));

    as("demo")
        .get("/v1/containers/" + id + "/history")
        .then()
        .statusCode(200)
        .body("items.type", equalTo(List.of("ContainerRegistered", "ContainerStopped")))
        .body("items[0].data.container", equalTo(id));
    String newest = "/v1/containers/" + id + "/history?order=newest&limit=1";
    String next =
        as("demo")
            .get(newest)
            .then()
            .body("items.type", equalTo(List.of("ContainerStopped")))
            .extract()
            .path("next");
    as("demo")
        .get(newest + "&cursor=" + next)
        .then()
        .body("items.type", equalTo(List.of("ContainerRegistered")))
        .body("next", nullValue());
    as("demo").get("/v1/containers/" + id + "/history?order=odd").then().statusCode(400);
  }

  private static String credential(String id, String field) {
    return Requests.credential(id, field);
  }

  private static List<String> namesOf(String account) {
    return Requests.as(account).get("/v1/containers?limit=200").then().extract().path("items.name");
  }

  private static List<String> types(String topic, String key) {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), topic).stream()
        .filter(record -> key.equals(record.key()))
        .map(RegistrationTest::type)
        .collect(Collectors.toList());
  }

  private static String type(ConsumerRecord<String, String> record) {
    return new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
  }
}
