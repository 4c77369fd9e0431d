package dev.postern.key.keys;

import static dev.postern.key.testing.Tenant.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.postern.backends.testing.Backends;
import dev.postern.key.testing.InParallel;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An owner adds, lists and removes keys. */
@QuarkusTest
@WithTestResource(Backends.class)
class KeyResourceTest {

  @Test
  void anAddedKeyIsListedUntilItIsRemoved() {
    Tenant owner = Tenant.unique();
    String line = newKey("demo@laptop");

    Response added = owner.add(line, "title", "My laptop");

    String id = added.path("id");
    added
        .then()
        .statusCode(201)
        .header("Location", endsWith("/v1/keys/" + id))
        .body("title", equalTo("My laptop"))
        .body("type", equalTo("ssh-ed25519"))
        .body("bits", equalTo(256))
        .body("fingerprint", startsWith("SHA256:"))
        .body("comment", equalTo("demo@laptop"))
        .body("expiresAt", nullValue())
        .body("state", equalTo("ACTIVE"));
    owner.list().then().statusCode(200).body("items.id", contains(id)).body("next", nullValue());
    assertThat(owner.get(id).asString()).isEqualTo(added.asString());

    owner.remove(id).then().statusCode(204);

    owner.list().then().body("items", hasSize(0));
    owner.get(id).then().statusCode(404);
    owner.remove(id).then().statusCode(404);
  }

  @Test
  void aTitleDefaultsToTheCommentAndThenToTypeAndFingerprint() {
    Tenant owner = Tenant.unique();

    owner.add(newKey("demo@laptop")).then().body("title", equalTo("demo@laptop"));
    owner.add(newKey("demo@desk"), "title", "  ").then().body("title", equalTo("demo@desk"));
    String unnamed = owner.add(newKey("")).path("title");

    assertThat(unnamed).matches("ssh-ed25519 SHA256:.{8}");
  }

  @Test
  void aKeyOfMyOwnIsNamedWhenAddedAgain() {
    Tenant owner = Tenant.unique();
    String line = newKey("demo@laptop");
    owner.add(line, "title", "My laptop").then().statusCode(201);

    owner
        .add(line.replace("demo@laptop", "another comment"))
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", endsWith("/key-exists"))
        .body("detail", equalTo("You have this key already, as \"My laptop\"."));
  }

  @Test
  void theOwnerOfATakenKeyIsNotDisclosed() {
    Tenant owner = Tenant.unique();
    Tenant other = Tenant.unique();
    String line = newKey("demo@laptop");
    String id = owner.addedId(line);

    Response refused = other.add(line);

    refused.then().statusCode(409).body("type", endsWith("/key-taken"));
    assertThat(refused.asString()).doesNotContain(owner.account(), id, "demo@laptop");
    owner.remove(id).then().statusCode(204);
    other.add(line).then().statusCode(201);
  }

  @Test
  void ofManyAccountsThatAddOneKeyAtOnceOneGetsIt() {
    String line = newKey("race");
    List<Tenant> tenants = Stream.generate(Tenant::unique).limit(8).toList();

    List<Response> answers =
        InParallel.send(tenants.stream().<Supplier<Response>>map(t -> () -> t.add(line)).toList());

    assertThat(answers.stream().map(Response::statusCode))
        .containsOnlyOnce(201)
        .contains(409)
        .doesNotContain(500);
    assertThat(answers.stream().filter(a -> a.statusCode() == 409)).hasSize(7);
  }

  @Test
  void ofFiftyRequestsOfTwoAccountsForOneKeyOneWinsAndTheLoserLearnsNothing() {
    Tenant one = Tenant.unique();
    Tenant two = Tenant.unique();
    String line = newKey("race");
    List<Supplier<Response>> calls =
        IntStream.range(0, 50)
            .<Supplier<Response>>mapToObj(i -> () -> (i % 2 == 0 ? one : two).add(line))
            .toList();

    List<Response> answers = InParallel.send(calls);

    assertThat(answers.stream().map(Response::statusCode).filter(s -> s == 201)).hasSize(1);
    assertThat(answers.stream().map(Response::statusCode).filter(s -> s == 409)).hasSize(49);
    boolean oneWon = !one.list().<List<String>>path("items.id").isEmpty();
    Tenant winner = oneWon ? one : two;
    Tenant loser = oneWon ? two : one;
    String id = winner.list().path("items[0].id");
    loser.list().then().body("items", hasSize(0));
    assertThat(IntStream.range(0, 50).filter(i -> (i % 2 == 0) != oneWon).mapToObj(answers::get))
        .hasSize(25)
        .allSatisfy(
            answer -> {
              answer.then().statusCode(409).body("type", endsWith("/key-taken"));
              assertThat(answer.asString()).doesNotContain(winner.account(), id, "race");
            });
  }

  @Test
  void pagesStayWhereTheyAreWhileKeysComeAndGo() {
    Tenant owner = Tenant.unique();
    List<String> ids =
        IntStream.range(0, 4).mapToObj(i -> owner.addedId(newKey("key " + i))).toList();
    String cursor = page(owner, null).path("next");
    owner.remove(ids.get(1));
    owner.remove(ids.get(2));
    String added = owner.addedId(newKey("later"));

    Response second = page(owner, cursor);

    second.then().body("items.id", contains(ids.get(3), added)).body("next", nullValue());
    assertThat(page(owner, cursor).asString()).isEqualTo(second.asString());
  }

  private static Response page(Tenant owner, String cursor) {
    var request = owner.request().queryParam("limit", 2);
    return (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/keys");
  }

  @Test
  void anAccountHasAtMost100KeysHoweverFastItAddsThem() {
    Tenant owner = Tenant.unique();
    for (int i = 0; i < 96; i++) {
      owner.addedId(newKey("key " + i));
    }

    List<Response> answers =
        InParallel.send(
            IntStream.range(0, 8)
                .<Supplier<Response>>mapToObj(i -> () -> owner.add(newKey("one more")))
                .toList());

    assertThat(answers.stream().filter(a -> a.statusCode() == 201)).hasSize(4);
    owner
        .add(newKey("too many"))
        .then()
        .statusCode(409)
        .body("type", endsWith("/too-many-keys"))
        .body("detail", equalTo("An account may have 100 keys; remove one first."));
    owner
        .get("quota")
        .then()
        .statusCode(200)
        .body("used", equalTo(100))
        .body("allowed", equalTo(100));
  }

  @Test
  void aListIsReadInPages() {
    Tenant owner = Tenant.unique();
    List<String> ids =
        IntStream.range(0, 5).mapToObj(i -> owner.addedId(newKey("key " + i))).toList();

    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Response page = page(owner, cursor);
      seen.addAll(page.path("items.id"));
      cursor = page.path("next");
    } while (cursor != null);

    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void operatorsAndAuditorsReadAllAndChangeNothing() {
    Tenant owner = Tenant.unique();
    String id = owner.addedId(newKey("demo@laptop"));

    for (String name : List.of("operator", "auditor")) {
      Tenant staff = Tenant.of(name);
      staff
          .request()
          .queryParam("account", owner.account())
          .get("/v1/keys")
          .then()
          .statusCode(200)
          .body("items.id", contains(id));
      staff.list().then().statusCode(200);
      staff.get(id).then().statusCode(200).body("account", equalTo(owner.account()));
      staff.remove(id).then().statusCode(403);
      staff.add(newKey("staff")).then().statusCode(403);
    }
    owner.get(id).then().statusCode(200);
  }

  @Test
  void anotherAccountsKeyLooksLikeOneThatDoesNotExist() {
    Tenant owner = Tenant.unique();
    Tenant other = Tenant.unique();
    String id = owner.addedId(newKey("demo@laptop"));

    assertThat(other.get(id).asString()).isEqualTo(other.get("knone").asString());
    assertThat(other.remove(id).asString()).isEqualTo(other.remove("knone").asString());
    assertThat(other.get(id).statusCode()).isEqualTo(404);
    assertThat(other.remove(id).statusCode()).isEqualTo(404);
    other.list().then().body("items", hasSize(0));
    other.request().queryParam("account", owner.account()).get("/v1/keys").then().statusCode(403);
    owner.get(id).then().statusCode(200);
  }

  @Test
  void anExpiryIsKept() {
    Instant expiry = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);

    Response added = Tenant.unique().add(newKey("demo"), "expiresAt", expiry.toString());

    added.then().statusCode(201).body("state", equalTo("ACTIVE"));
    assertThat(Instant.parse(added.path("expiresAt"))).isEqualTo(expiry);
  }
}
