package dev.postern.key.keys;

import static dev.postern.key.testing.Tenant.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.testing.Backends;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.requests.RequestDenied;
import dev.postern.events.requests.RequestMade;
import dev.postern.key.testing.Published;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that change something, and those that were denied, are in the log. */
@QuarkusTest
@WithTestResource(Backends.class)
class RequestLogTest {

  private static final String TRACE = "5af7651916cd43dd8448eb211c80319c";

  private final Tenant owner = Tenant.unique();

  @Test
  void aRequestThatChangesSomethingIsInTheLogWithTheTraceOfItsEvents() {
    owner
        .request()
        .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
        .body(Map.of("key", newKey("demo@laptop")))
        .post("/v1/keys")
        .then()
        .statusCode(201);

    var record = Published.await(Topics.REQUESTS, owner.account(), 1).get(0);
    RequestMade made = EventJson.read(record.value(), RequestMade.class);
    assertThat(made.service()).isEqualTo("key-service");
    assertThat(made.operation()).isEqualTo("POST /v1/keys");
    assertThat(made.target()).isNull();
    assertThat(made.account()).isEqualTo(owner.account());
    assertThat(made.subject()).isNotBlank();
    assertThat(made.source()).isEqualTo("127.0.0.1");
    assertThat(made.status()).isEqualTo(201);
    assertThat(record.value()).contains("\"actor\"").contains("\"roles\":[\"user\"]");
    var event = Published.await(Topics.KEYS, owner.account(), 1).get(0);
    assertThat(Published.header(record, EventHeaders.TRACE_PARENT)).contains(TRACE);
    assertThat(Published.header(event, EventHeaders.TRACE_PARENT)).contains(TRACE);
  }

  @Test
  void whatIsDeniedIsInTheLogAndWhatIsReadIsNot() {
    String id = Tenant.unique().addedId(newKey("another's"));

    owner.list().then().statusCode(200);
    owner.get(id).then().statusCode(404);
    owner.request().delete("/v1/keys/{id}", id).then().statusCode(404);
    owner.request().body("{}").post("/v1/keys").then().statusCode(400);

    var records = Published.await(Topics.REQUESTS, owner.account(), 3);
    RequestDenied read = EventJson.read(records.get(0).value(), RequestDenied.class);
    assertThat(read.operation()).isEqualTo("GET /v1/keys/{id}");
    assertThat(read.target()).isEqualTo(id);
    assertThat(read.status()).isEqualTo(404);
    RequestDenied removed = EventJson.read(records.get(1).value(), RequestDenied.class);
    assertThat(removed.operation()).isEqualTo("DELETE /v1/keys/{id}");
    RequestMade refused = EventJson.read(records.get(2).value(), RequestMade.class);
    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void whoMayNotIsInTheLog() {
    Tenant auditor = Tenant.of("auditor");

    // Other tests are denied things as the same auditor.
    int before = Published.of(Topics.REQUESTS, "auditor").size();
    auditor.add(newKey("auditor@laptop")).then().statusCode(403);

    assertThat(Published.await(Topics.REQUESTS, "auditor", before + 1).get(before).value())
        .contains("\"status\":403")
        .contains("\"roles\":[\"auditor\"]");
  }

  @Test
  void aForgedHeaderChangesNoSource() {
    owner
        .request()
        .header("Forwarded", "for=203.0.113.7")
        .header("X-Forwarded-For", "203.0.113.7")
        .body(Map.of("key", newKey("demo@laptop")))
        .post("/v1/keys")
        .then()
        .statusCode(201);

    assertThat(Published.await(Topics.REQUESTS, owner.account(), 1).get(0).value())
        .contains("\"source\":\"127.0.0.1\"");
  }
}
