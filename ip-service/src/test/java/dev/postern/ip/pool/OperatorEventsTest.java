package dev.postern.ip.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.testing.Backends;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators allow is in the log, with who allowed it. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class OperatorEventsTest {

  private final Api operator = Api.as("operator");
  private final String name = "p" + Long.toString(System.nanoTime(), 36);

  @BeforeEach
  void nothing() {
    IpWorld.reset();
  }

  @Test
  void aPoolThatIsMadeChangedAndRemoved() {
    Api.pool(name, "127.213.40.0/28");
    Api.pool(name + "-other", "127.213.41.0/28");
    operator
        .put(
            "/v1/pools/" + name,
            "{\"cidr\":\"127.213.40.0/27\",\"reserved\":[\"127.213.40.0/30\"]}")
        .then()
        .statusCode(200);
    operator.delete("/v1/pools/" + name).then().statusCode(204);

    assertThat(events(name))
        .containsExactly(
            "PoolCreated of operator 127.213.40.0/28 []",
            "PoolResized of operator 127.213.40.0/27 [\"127.213.40.0/30\"]",
            "PoolDeleted of operator");
  }

  @Test
  void theSamePoolAgainAndOneThatIsRefusedAreNoEvents() {
    Api.pool(name, "127.213.40.0/28");
    String same = "{\"name\":\"%s\",\"cidr\":\"127.213.40.0/28\"}".formatted(name);
    String other = "{\"name\":\"%s\",\"cidr\":\"127.213.42.0/28\"}".formatted(name);

    operator.post("/v1/pools", same).then().statusCode(200);
    operator.post("/v1/pools", other).then().statusCode(409);

    assertThat(events(name)).containsExactly("PoolCreated of operator 127.213.40.0/28 []");
  }

  @Test
  void aQuotaThatIsSet() {
    String account = "q" + name;

    operator
        .put(
            "/v1/accounts/" + account + "/ip-quota",
            "{\"ipv4\":{\"perContainer\":2,\"perEnvironment\":null,\"total\":10},"
                + "\"ipv6\":{\"perContainer\":null,\"perEnvironment\":null,\"total\":0}}")
        .then()
        .statusCode(200);

    assertThat(IpWorld.texts("select data from outbox_event where key = '%s'".formatted(account)))
        .singleElement()
        .asString()
        .contains("\"ipv4\":{\"perContainer\":2,\"perEnvironment\":null,\"total\":10}")
        .contains("\"roles\":[\"operator\"]");
  }

  private static List<String> events(String pool) {
    return IpWorld.texts(
        "select substring(type from 'dev.postern.(.*).v1')"
            + " || ' of ' || (data::jsonb -> 'actor' -> 'roles' ->> 0)"
            + " || coalesce(' ' || (data::jsonb ->> 'block'), '')"
            + " || coalesce(' ' || (data::jsonb ->> 'reserved'), '')"
            + " from outbox_event where key = '"
            + pool
            + "' order by position");
  }
}
