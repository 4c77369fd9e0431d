package dev.postern.credential.restore;

import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.name;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.credential.testing.CredentialFiles;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/**
 * Kafka is away at the start: whether the database is older than what was published is not known.
 */
@QuarkusTest
@WithTestResource(KafkaAwayAtStart.class)
@WithTestResource(CredentialFiles.class)
class CatchUpFilterTest {

  @Test
  void nothingIsChangedBeforeItIsKnownThatTheDatabaseIsNotOld() {
    as("platform")
        .body(container("demo", name(), "127.0.0.1", 1))
        .post("/v1/containers")
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("5"))
        .body("detail", equalTo("The service is starting. Try again in a moment."));
  }

  @Test
  void listsAreReadMeanwhile() {
    as("demo").get("/v1/containers").then().statusCode(200);
  }

  @Test
  void itIsNotReady() {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(503)
        .body("checks.find { it.name == 'Caught up with own topics' }.status", equalTo("DOWN"));
  }
}
