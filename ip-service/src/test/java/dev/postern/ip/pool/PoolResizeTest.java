package dev.postern.ip.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.testing.Backends;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import dev.postern.ip.Parallel;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools grow and shrink, and nothing in use falls out. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class PoolResizeTest {

  private static final String FREE = "select coalesce(sum(high - low + 1), 0) from free_range";

  private final Api operator = Api.as("operator");
  private final Api owner = Api.as("demo");

  @BeforeEach
  void onePool() {
    IpWorld.reset();
    Api.pool("edge", "127.217.1.0/28");
  }

  @Test
  void aPoolGrows() {
    attach("127.217.1.5").then().statusCode(201);

    resize("127.217.1.0/27").then().statusCode(200).body("cidr", equalTo("127.217.1.0/27"));

    assertThat(IpWorld.count(FREE)).isEqualTo(29);
    attach("127.217.1.30").then().statusCode(201);
    attach("127.217.1.15").then().statusCode(201);
    attach("127.217.1.5").then().statusCode(409);
  }

  @Test
  void operatorsSeeHowFullAPoolIs() {
    attach("127.217.1.5").then().statusCode(201);
    attach("127.217.1.6").then().statusCode(201);
    IpWorld.execute(
        "update attachment set state = 'QUARANTINED', lead = false,"
            + " quarantined_until = now() + interval '1 day' where address = '127.217.1.6'");

    operator
        .get("/v1/pool-usage")
        .then()
        .statusCode(200)
        .body("items[0].pool", equalTo("edge"))
        .body("items[0].used", equalTo(1))
        .body("items[0].quarantined", equalTo(1))
        .body("items[0].free", equalTo(12));
    owner.get("/v1/pool-usage").then().statusCode(403);
  }

  @Test
  void aPoolShrinksWhereNothingInUseIsLost() {
    attach("127.217.1.5").then().statusCode(201);

    resize("127.217.1.0/29").then().statusCode(200);

    assertThat(IpWorld.count(FREE)).isEqualTo(5);
    attach("127.217.1.9").then().statusCode(409);
  }

  @Test
  void aPoolDoesNotShrinkWhileWhatItWouldLoseIsInUse() {
    attach("127.217.1.9").then().statusCode(201);

    resize("127.217.1.0/29")
        .then()
        .statusCode(409)
        .body("type", endsWith("/pool-in-use"))
        .body("detail", containsString("Detach"));

    assertThat(IpWorld.count(FREE)).isEqualTo(13);
  }

  @Test
  void whatIsInUseIsNotReserved() {
    attach("127.217.1.9").then().statusCode(201);

    operator
        .put("/v1/pools/edge", "{\"cidr\":\"127.217.1.0/28\",\"reserved\":[\"127.217.1.8/31\"]}")
        .then()
        .statusCode(409);
    operator
        .put("/v1/pools/edge", "{\"cidr\":\"127.217.1.0/28\",\"reserved\":[\"127.217.1.4/31\"]}")
        .then()
        .statusCode(200);

    assertThat(IpWorld.count(FREE)).isEqualTo(11);
    attach("127.217.1.4").then().statusCode(409);
  }

  @Test
  void aPoolDoesNotGrowIntoAnother() {
    Api.pool("next", "127.217.1.16/28");

    resize("127.217.1.0/27").then().statusCode(409).body("type", endsWith("/pool-overlap"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.217.1.1/28, bits beyond",
    "2001:db8::/64, other family",
    "0.0.0.0/0, or smaller",
    "nonsense, ADDRESS/PREFIX"
  })
  void aBlockThatIsNoPoolIsRefused(String cidr, String hint) {
    resize(cidr).then().statusCode(400).body("errors[0].detail", containsString(hint));
  }

  @Test
  void aPoolThatIsNotThereIsNotFoundAndOwnersChangeNone() {
    operator.put("/v1/pools/none", "{\"cidr\":\"127.218.1.0/28\"}").then().statusCode(404);
    owner.put("/v1/pools/edge", "{\"cidr\":\"127.217.1.0/27\"}").then().statusCode(403);
  }

  @Test
  void noAddressIsLostOrFoundWhileWritersTakeThem() throws Exception {
    // Given
    List<Callable<Response>> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      calls.add(() -> attach(null));
      calls.add(() -> resize("127.217.1.0/27"));
    }

    // When
    List<Response> answers = Parallel.calls(calls);

    // Then
    assertThat(answers).extracting(Response::statusCode).isSubsetOf(200, 201, 503);
    assertThat(IpWorld.count(FREE) + IpWorld.count("select count(*) from attachment"))
        .isIn(14L, 30L);
  }

  @Test
  void aRepeatedCreationWithOneKeyIsAnsweredTheSame() {
    for (int i = 0; i < 2; i++) {
      operator
          .request()
          .header("Idempotency-Key", "pool")
          .body("{\"name\":\"again\",\"cidr\":\"127.219.1.0/28\"}")
          .post("/v1/pools")
          .then()
          .statusCode(201);
    }
  }

  private Response resize(String cidr) {
    return operator.put("/v1/pools/edge", "{\"cidr\":\"" + cidr + "\"}");
  }

  private Response attach(String address) {
    String chosen = address == null ? "" : ",\"address\":\"" + address + "\"";
    return owner.post(
        "/v1/containers/" + IpWorld.knownContainer("demo") + "/ips",
        "{\"family\":\"ipv4\"" + chosen + "}");
  }
}
