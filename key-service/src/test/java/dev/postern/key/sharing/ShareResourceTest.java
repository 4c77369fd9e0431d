package dev.postern.key.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.postern.backends.testing.Backends;
import dev.postern.key.testing.Database;
import dev.postern.key.testing.InParallel;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An owner shares environments, and both sides see it; nobody else does. */
@QuarkusTest
@WithTestResource(Backends.class)
class ShareResourceTest {

  private final Tenant owner = Tenant.unique();
  private final Tenant friend = Tenant.unique();

  @Test
  void aShareIsSeenByBothSidesUntilItIsTakenBack() {
    Response given = owner.share("shop", friend.account());

    String id = given.path("id");
    given
        .then()
        .statusCode(201)
        .header("Location", endsWith("/v1/shares/" + id))
        .body("account", equalTo(owner.account()))
        .body("environment", equalTo("shop"))
        .body("with", equalTo(friend.account()));
    given(owner).then().statusCode(200).body("items.id", contains(id)).body("next", nullValue());
    received(friend).then().statusCode(200).body("items.id", contains(id));
    given(friend).then().body("items", hasSize(0));
    received(owner).then().body("items", hasSize(0));
    assertThat(get(owner, id).asString()).isEqualTo(given.asString());
    assertThat(get(friend, id).asString()).isEqualTo(given.asString());

    takeBack(owner, id).then().statusCode(204);

    given(owner).then().body("items", hasSize(0));
    received(friend).then().body("items", hasSize(0));
    get(owner, id).then().statusCode(404);
    takeBack(owner, id).then().statusCode(404);
  }

  @Test
  void theQuotaCountsWhatWasGivenAndNotWhatWasReceived() {
    owner.share("shop", friend.account());

    quota(owner).body("used", equalTo(1)).body("allowed", equalTo(200));
    quota(friend).body("used", equalTo(0));
  }

  private static ValidatableResponse quota(Tenant tenant) {
    return tenant.request().get("/v1/shares/quota").then().statusCode(200);
  }

  @Test
  void aShareOfOthersLooksLikeOneThatDoesNotExist() {
    Tenant stranger = Tenant.unique();
    String id = owner.share("shop", friend.account()).path("id");

    assertThat(get(stranger, id).asString()).isEqualTo(get(stranger, "snone").asString());
    assertThat(takeBack(stranger, id).asString()).isEqualTo(takeBack(stranger, "snone").asString());
    get(stranger, id).then().statusCode(404);
    takeBack(stranger, id).then().statusCode(404);
    given(stranger).then().body("items", hasSize(0));
    received(stranger).then().body("items", hasSize(0));
    stranger
        .request()
        .queryParam("account", owner.account())
        .get("/v1/shares")
        .then()
        .statusCode(403);
    get(owner, id).then().statusCode(200);
  }

  @Test
  void onlyItsGiverTakesAShareBack() {
    String id = owner.share("shop", friend.account()).path("id");

    takeBack(friend, id).then().statusCode(404);

    get(owner, id).then().statusCode(200);
  }

  @Test
  void operatorsAndAuditorsReadAllAndChangeNothing() {
    String id = owner.share("shop", friend.account()).path("id");

    for (String name : List.of("operator", "auditor")) {
      Tenant staff = Tenant.of(name);
      for (String query :
          List.of("account=" + owner.account(), "direction=received&account=" + friend.account())) {
        staff
            .request()
            .get("/v1/shares?" + query)
            .then()
            .statusCode(200)
            .body("items.id", contains(id));
      }
      get(staff, id).then().statusCode(200);
      takeBack(staff, id).then().statusCode(403);
      staff.share("shop", friend.account()).then().statusCode(403);
    }
  }

  @Test
  void theSameShareAgainIsAConflictThatNamesIt() {
    owner.share("shop", friend.account()).then().statusCode(201);

    owner
        .share("shop", friend.account())
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", endsWith("/share-exists"))
        .body("detail", equalTo("You share shop with %s already.".formatted(friend.account())));
    owner.share("blog", friend.account()).then().statusCode(201);
    friend.share("shop", owner.account()).then().statusCode(201);
  }

  @Test
  void sharingWithOneselfIsRefused() {
    owner
        .share("shop", owner.account())
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("with"));

    given(owner).then().body("items", hasSize(0));
  }

  @Test
  void anAccountThatMayNotExistIsAnsweredLikeOneThatDoes() {
    Response known = owner.share("shop", friend.account());
    Response unknown = owner.share("shop", "nobody-has-this-account");

    assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(201);
  }

  static List<String> badBodies() {
    return List.of(
        "",
        "null",
        "[]",
        "{}",
        "{\"environment\":\"shop\"}",
        "{\"with\":\"friend\"}",
        body("shop", ""),
        body("shop", "Friend"),
        body("shop", "a/b"),
        body("shop", "-friend"),
        body("shop", "friend\\n"),
        body("shop", "x".repeat(64)),
        body("", "friend"),
        body("../shop", "friend"),
        body("shop/friend", "friend"),
        body("\\u001b[31m", "friend"),
        "{\"environment\":7,\"with\":\"friend\"}",
        "{\"environment\":\"shop\",\"with\":[\"friend\"]}",
        "{\"environment\":\"shop\",\"with\":\"friend\",\"account\":\"demo\"}");
  }

  private static String body(String environment, String with) {
    return "{\"environment\":\"%s\",\"with\":\"%s\"}".formatted(environment, with);
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void aBadBodyIsAProblemAndNothingIsStored(String body) {
    Response refused = owner.request().body(body).post("/v1/shares");

    refused.then().statusCode(400).contentType("application/problem+json");
    assertThat(Database.dump()).noneMatch(row -> row.contains(owner.account()));
  }

  @ParameterizedTest
  @CsvSource({"direction,both", "direction,GIVEN", "limit,0", "cursor,!!!"})
  void aBadQueryIsAProblemThatNamesIt(String name, String value) {
    Response refused = owner.request().queryParam(name, value).get("/v1/shares");

    refused.then().statusCode(400).body("errors.field", contains(name));
  }

  @Test
  void anAccountGivesAtMost200SharesHoweverFastItGivesThem() {
    Database.query(
        """
        WITH added AS (INSERT INTO account VALUES ('%1$s'))
        INSERT INTO share (id, owner, environment, receiver)
        SELECT '%1$s-' || n, '%1$s', 'e' || n, 'friend' FROM generate_series(1, 196) n
        RETURNING id
        """
            .formatted(owner.account()));
    List<Supplier<Response>> calls =
        IntStream.range(0, 10)
            .<Supplier<Response>>mapToObj(i -> () -> owner.share("more-" + i, friend.account()))
            .toList();

    List<Response> answers = InParallel.send(calls);

    assertThat(answers.stream().filter(a -> a.statusCode() == 201)).hasSize(4);
    owner
        .share("one-more", friend.account())
        .then()
        .statusCode(409)
        .body("type", endsWith("/too-many-shares"))
        .body("detail", equalTo("An account may give 200 shares; take one back first."));
    owner.share("e1", "friend").then().statusCode(409).body("type", endsWith("/share-exists"));
  }

  @Test
  void twentyRequestsForOneShareMakeOne() {
    List<Response> answers =
        InParallel.send(
            IntStream.range(0, 20)
                .<Supplier<Response>>mapToObj(i -> () -> owner.share("shop", friend.account()))
                .toList());

    assertThat(answers.stream().filter(a -> a.statusCode() == 201)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.statusCode() == 409)).hasSize(19);
  }

  @Test
  void aRepeatedRequestGetsTheFirstOnesAnswer() {
    String once = UUID.randomUUID().toString();

    Response first = shareOnce(once, "shop");
    Response second = shareOnce(once, "shop");
    Response other = shareOnce(once, "blog");

    first.then().statusCode(201);
    assertThat(second.asString()).isEqualTo(first.asString());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    other.then().statusCode(409).body("type", endsWith("/idempotency-key-reused"));
    given(owner).then().body("items", hasSize(1));
  }

  @Test
  void pagesStayWhereTheyAreWhileSharesComeAndGo() {
    List<String> ids =
        IntStream.range(0, 4)
            .mapToObj(i -> owner.share("e" + i, friend.account()).<String>path("id"))
            .toList();
    Response first = page(null);
    takeBack(owner, ids.get(1));
    String added = owner.share("later", friend.account()).path("id");

    Response second = page(first.path("next"));
    Response third = page(second.path("next"));

    List<String> seen = new ArrayList<>();
    List.of(first, second, third).forEach(page -> seen.addAll(page.path("items.id")));
    assertThat(seen).containsExactly(ids.get(0), ids.get(1), ids.get(2), ids.get(3), added);
    assertThat(third.<String>path("next")).isNull();
  }

  private Response page(String cursor) {
    var request = owner.request().queryParam("limit", 2);
    return (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/shares");
  }

  private Response shareOnce(String once, String environment) {
    return owner
        .request()
        .header("Idempotency-Key", once)
        .body(Map.of("environment", environment, "with", friend.account()))
        .post("/v1/shares");
  }

  private static Response given(Tenant tenant) {
    return tenant.request().get("/v1/shares");
  }

  private static Response received(Tenant tenant) {
    return tenant.request().queryParam("direction", "received").get("/v1/shares");
  }

  private static Response get(Tenant tenant, String id) {
    return tenant.request().get("/v1/shares/{id}", id);
  }

  private static Response takeBack(Tenant tenant, String id) {
    return tenant.request().delete("/v1/shares/{id}", id);
  }
}
