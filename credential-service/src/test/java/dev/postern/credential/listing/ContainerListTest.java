package dev.postern.credential.listing;

import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.testing.Backends;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Database;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of containers where there are many: sorted, filtered and counted where they are. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class ContainerListTest {

  private static final int ALL = 10_000;

  /** Ten environments with ten layers each; every seventh is stopped, every eleventh silent. */
  private static final String MANY =
      """
      INSERT INTO container (id, account, name, environment, layer, runtime, notify_owner,
        ipv4_wanted, ipv6_wanted, requested_by, adapter, host, port, host_keys, host_keys_verified,
        generation, created_at, answers_since, silent_since, silence_reason)
      SELECT 'c' || substr(md5(? || n), 1, 10), ?, 'web-' || lpad(n::text, 5, '0'), 'env-' || n % 10,
        CASE n / 10 % 10 WHEN 0 THEN NULL ELSE 'layer-' || n / 10 % 10 END,
        CASE WHEN n % 7 = 0 THEN 'STOPPED' ELSE 'RUNNING' END, true,
        0, 0, 'platform', 'none', '127.0.0.1', 1, '', false, 1, now(),
        CASE WHEN n % 7 > 0 AND n % 11 > 0 THEN now() END,
        CASE WHEN n % 7 > 0 AND n % 11 = 0 THEN now() END,
        CASE WHEN n % 7 > 0 AND n % 11 = 0 THEN 'PORT_OPEN' END
      FROM generate_series(1, ?) n
      """;

  private static final String PASSWORDS =
      """
      INSERT INTO generation (id, container, generation, kind, state, requested_by, secret_wanted,
        login_refused, requested_at, apply_by, attempts)
      SELECT gen_random_uuid(), id, 1, 'CREATION', CASE WHEN name = 'web-00042' THEN 'FAILED' ELSE
        'NOTIFIED' END, 'platform', true, false, now(), now(), 1 FROM container WHERE account = ?
      """;

  private static final String ACCOUNT = "many-" + UUID.randomUUID().toString().substring(0, 8);
  private static final String CHANGING = "fewer-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void fill() throws SQLException {
    for (String account : List.of(ACCOUNT, CHANGING)) {
      Database.update(MANY, account, account, ALL);
      Database.update(PASSWORDS, account);
    }
    Database.update("ANALYZE");
  }

  @AfterAll
  static void empty() throws SQLException {
    for (String account : List.of(ACCOUNT, CHANGING)) {
      Database.update(
          "DELETE FROM generation WHERE container IN (SELECT id FROM container WHERE account = ?)",
          account);
      Database.update("DELETE FROM container WHERE account = ?", account);
    }
  }

  @Test
  void tenThousandAreGoneThroughInOrderWhileRowsComeAndGo() throws SQLException {
    List<Map<String, Object>> seen = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page = json(answer(CHANGING, "sort=environment", cursor));
      page.path("items").forEach(row -> seen.add(JSON.convertValue(row, ROW)));
      cursor = page.path("next").textValue();
      // Neither a row that was passed and goes, nor one that comes before, moves what is to come.
      Database.update(
          "UPDATE container SET deleted_at = now() WHERE id = ?", seen.get(0).get("id"));
    } while (cursor != null);

    assertThat(seen).hasSize(ALL);
    assertThat(new HashSet<>(seen)).hasSize(ALL);
    assertThat(seen).isSortedAccordingTo(BY_PLACE);
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {};
  private static final Comparator<Map<String, Object>> BY_PLACE =
      Comparator.<Map<String, Object>, String>comparing(row -> text(row, "environment"))
          .thenComparing(row -> text(row, "layer"))
          .thenComparing(row -> text(row, "name"));

  private static String text(Map<String, Object> row, String field) {
    return Objects.toString(row.get(field), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "-name", "environment", "-status"})
  void thePageBeforeIsTheOneThatOneCameFrom(String sort) {
    JsonPath first = page("sort=" + sort, null);
    JsonPath second = page("sort=" + sort, first.getString("next"));
    JsonPath third = page("sort=" + sort, second.getString("next"));

    JsonPath back = page("sort=" + sort, third.getString("previous"));
    assertThat(back.getList("items")).isEqualTo(second.getList("items"));
    JsonPath start = page("sort=" + sort, back.getString("previous"));
    assertThat(start.getList("items")).isEqualTo(first.getList("items"));
    assertThat(start.getString("previous")).isNull();
    assertThat(first.getString("previous")).isNull();
    assertThat(start.getString("next")).isEqualTo(first.getString("next"));
  }

  @Test
  void wordsFindWhatRowsShow() {
    found("web-00042").body("items.name", equalTo(List.of("web-00042")));
    found("WEB-0004 env-2 layer-4").body("items.name", equalTo(List.of("web-00042")));
    found("layer:layer-3 environment:env-1 stopped")
        .body("items.layer", everyItem(equalTo("layer-3")))
        .body("items.environment", everyItem(equalTo("env-1")))
        .body("items.runtime", everyItem(equalTo("STOPPED")));
    found("ssh:unreachable")
        .body("items.ssh.health", everyItem(equalTo("UNREACHABLE")))
        .body("items.ssh.reason", everyItem(equalTo("PORT_OPEN")));
    found("ssh:ok status:run").body("items.ssh.health", everyItem(equalTo("OK")));
    found("password:failed").body("items.name", equalTo(List.of("web-00042")));
    for (String none : List.of("%", "web_00042", "\\", "' or 1=1 --", "password:odd", "::1")) {
      found(none).body("items", hasSize(0)).body("next", nullValue());
    }
  }

  @Test
  void countsTellHowManyThereAreWithoutListingThem() {
    counts("account=" + ACCOUNT).body("total", equalTo(ALL)).body("groups", nullValue());
    counts("filter=status:stopped").body("total", equalTo(ALL / 7));
    counts("by=layer&environment=env-1&environment=env-2")
        .body("total", equalTo(ALL / 5))
        .body("groups", hasSize(20))
        .body("groups.environment.unique()", containsInAnyOrder("env-1", "env-2"))
        .body("groups[0].layer", nullValue())
        .body("groups.total", everyItem(equalTo(100)));
    as("demo").get("/v1/containers/counts?account=" + ACCOUNT).then().statusCode(403);
    as("auditor")
        .get("/v1/containers/counts?account=" + ACCOUNT)
        .then()
        .body("total", equalTo(ALL));
  }

  @Test
  void onlyTheNamedOnesAreListedAndOfThoseOnlyOnesOwn() {
    List<String> ids = page("sort=name", null).getList("items.id");
    String all = ids.stream().map(id -> "id=" + id).collect(Collectors.joining("&"));

    assertThat(page(all, null).<String>getList("items.id")).hasSameElementsAs(ids);
    as("demo").get("/v1/containers?" + all).then().statusCode(200).body("items", hasSize(0));
    refused(all + "&id=cmore");
  }

  @Test
  void whatIsNoOrderOrNoCursorOfItIsRefused() {
    refused("sort=password");
    refused("sort=--name");
    refused("filter=" + "x".repeat(201));
    refused("by=layer&limit=0");
    String ofNames = page("sort=name", null).getString("next");
    refused("sort=-name&cursor=" + ofNames);
    refused("cursor=" + ofNames);
    refused("sort=name&cursor=bmFtZT4");
    as(ACCOUNT).get("/v1/containers/counts?by=name").then().statusCode(400);
  }

  private static JsonPath page(String query, String cursor) {
    return page(ACCOUNT, query, cursor);
  }

  private static JsonPath page(String account, String query, String cursor) {
    return answer(account, query, cursor).jsonPath();
  }

  private static Response answer(String account, String query, String cursor) {
    return as(account)
        .urlEncodingEnabled(false)
        .get("/v1/containers?limit=200&" + query + (cursor == null ? "" : "&cursor=" + cursor))
        .then()
        .statusCode(200)
        .extract()
        .response();
  }

  private static ValidatableResponse found(String filter) {
    return as(ACCOUNT)
        .queryParam("filter", filter)
        .queryParam("limit", 200)
        .get("/v1/containers")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse counts(String query) {
    return as(ACCOUNT).get("/v1/containers/counts?" + query).then().statusCode(200);
  }

  private static void refused(String query) {
    as(ACCOUNT)
        .urlEncodingEnabled(false)
        .get("/v1/containers?" + query)
        .then()
        .statusCode(400)
        .contentType(startsWith("application/problem+json"));
  }
}
