package dev.postern.key.keys;

import static dev.postern.key.testing.Tenant.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;

import dev.postern.backends.testing.Backends;
import dev.postern.key.testing.InParallel;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request with an Idempotency-Key is done once, however often it is sent. */
@QuarkusTest
@WithTestResource(Backends.class)
class RepeatedRequestTest {

  private final String once = UUID.randomUUID().toString();
  private final Tenant owner = Tenant.unique();

  @Test
  void twinsInParallelGetOneAnswer() {
    String line = newKey("demo@laptop");

    List<Response> answers = InParallel.send(Collections.nCopies(20, () -> add(owner, once, line)));

    assertThat(answers).allSatisfy(a -> assertThat(a.statusCode()).isEqualTo(201));
    assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
    assertThat(answers.stream().map(a -> a.header("Location")).distinct()).hasSize(1);
    owner.list().then().body("items", hasSize(1));
  }

  @Test
  void anotherBodyUnderTheSameKeyIsAConflict() {
    add(owner, once, newKey("one")).then().statusCode(201);

    add(owner, once, newKey("two"))
        .then()
        .statusCode(409)
        .body("type", endsWith("/idempotency-key-reused"));
    owner.list().then().body("items", hasSize(1));
  }

  @Test
  void aKeyCountsForOneAccount() {
    Tenant other = Tenant.unique();
    add(owner, once, newKey("one")).then().statusCode(201);

    add(other, once, newKey("two")).then().statusCode(201);

    other.list().then().body("items", hasSize(1));
  }

  @Test
  void aRefusalIsNotStored() {
    add(owner, once, "no key").then().statusCode(400);

    add(owner, once, newKey("one")).then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "ü"})
  void aKeyThatIsNotVisibleIsRefused(String key) {
    add(owner, key, newKey("one")).then().statusCode(400);

    owner.list().then().body("items", hasSize(0));
  }

  @Test
  void aKeyOfMoreThan255CharactersIsRefused() {
    add(owner, "x".repeat(256), newKey("one")).then().statusCode(400);
  }

  private static Response add(Tenant tenant, String key, String line) {
    return tenant
        .request()
        .header("Idempotency-Key", key)
        .body(Map.of("key", line))
        .post("/v1/keys");
  }
}
