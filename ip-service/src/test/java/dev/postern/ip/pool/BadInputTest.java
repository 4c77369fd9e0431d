package dev.postern.ip.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.testing.Backends;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class BadInputTest {

  private static final String PROBLEM = "application/problem+json";

  private final Api operator = Api.as("operator");
  private final Api owner = Api.as("demo");

  @BeforeEach
  void empty() {
    IpWorld.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.10/24, 203.0.113.0/24",
    "203.0.113.0/33, 0 to 32",
    "0.0.0.0/0, /8 or smaller",
    "::/0, /32 or smaller",
    "::ffff:203.0.113.0/120, IPv4 address",
    "fe80::/64, link-local",
    "169.254.0.0/16, link-local",
    "224.0.0.0/8, multicast",
    "fe80::1%eth0/64, zone",
    "2001:DB8::/64, 2001:db8::",
    "nonsense, ADDRESS/PREFIX"
  })
  void aBlockThatIsNoPoolIsRefusedWithWhatToDo(String cidr, String hint) {
    problem(operator.post("/v1/pools", pool("edge", cidr)), 400)
        .then()
        .body("errors[0].field", equalTo("cidr"))
        .body("errors[0].detail", containsString(hint));
    assertThat(IpWorld.count("select count(*) from pool")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "",
        "{\"name\":\"edge\"}",
        "{\"name\":\"Edge\",\"cidr\":\"203.0.113.0/24\"}",
        "{\"name\":\"edge\",\"cidr\":7}",
        "{\"name\":\"edge\",\"cidr\":\"203.0.113.0/24\",\"colour\":\"red\"}",
        "{\"name\":\"edge\",\"cidr\":\"203.0.113.0/24\",\"reserved\":[\"198.51.100.0/30\"]}",
        "{\"name\":\"edge\",\"cidr\":\"203.0.113.0/24\",\"reserved\":[null]}",
        "{\"name\":\"edge\",\"cidr\":\"203.0.113.0/24\",\"reserved\":\"all\"}"
      })
  void aBodyThatIsNoPoolIsRefused(String body) {
    problem(operator.post("/v1/pools", body), 400);
    assertThat(IpWorld.count("select count(*) from pool")).isZero();
  }

  @Test
  void poolsDoNotOverlap() {
    Api.pool("edge", "203.0.113.0/24");
    problem(operator.post("/v1/pools", pool("other", "203.0.113.128/25")), 409)
        .then()
        .body("type", equalTo("https://postern.dev/problems/pool-overlap"));
  }

  @Test
  void thePoolOfTheSameNameIsTheSameOrRefused() {
    Api.pool("edge", "203.0.113.0/24");
    operator.post("/v1/pools", pool("edge", "203.0.113.0/24")).then().statusCode(200);
    problem(operator.post("/v1/pools", pool("edge", "203.0.113.0/25")), 409)
        .then()
        .body("type", equalTo("https://postern.dev/problems/pool-exists"));
  }

  @Test
  void aPoolInUseStays() {
    // Given
    Api.pool("edge", "127.216.1.0/30");
    String container = known("demo");
    owner.post(ips(container), "{\"family\":\"ipv4\"}").then().statusCode(201);

    // When, then
    problem(operator.delete("/v1/pools/edge"), 409)
        .then()
        .body("type", equalTo("https://postern.dev/problems/pool-in-use"));
    Api.pool("spare", "127.216.2.0/30");
    operator.delete("/v1/pools/spare").then().statusCode(204);
    problem(operator.get("/v1/pools/spare"), 404);
  }

  @Test
  void onlyOperatorsSeePools() {
    problem(owner.get("/v1/pools"), 403);
    problem(owner.post("/v1/pools", pool("edge", "203.0.113.0/24")), 403);
    problem(RestAssured.get("/v1/pools"), 401);
    problem(RestAssured.get("/v1/ips"), 401);
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:127.216.1.1, IPv4 address",
    "127.216.001.1, leading zeros",
    "127.216.1.1/32, one address",
    "2001:db8::1, family"
  })
  void aChosenAddressIsCanonicalAndOfItsFamily(String address, String hint) {
    Api.pool("edge", "127.216.1.0/30");
    String body = "{\"family\":\"ipv4\",\"address\":\"" + address + "\"}";
    problem(owner.post(ips(known("demo")), body), 400)
        .then()
        .body("errors[0].field", equalTo("address"))
        .body("errors[0].detail", containsString(hint));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.216.1.0", "127.216.1.3", "127.216.9.9", "127.216.1.1"})
  void networkBroadcastStrangeAndReservedAddressesAreNotFree(String address) {
    operator
        .post(
            "/v1/pools",
            "{\"name\":\"edge\",\"cidr\":\"127.216.1.0/30\",\"reserved\":[\"127.216.1.1/32\"]}")
        .then()
        .statusCode(201);
    String body = "{\"family\":\"ipv4\",\"address\":\"" + address + "\"}";
    problem(owner.post(ips(known("demo")), body), 409)
        .then()
        .body("type", equalTo("https://postern.dev/problems/address-not-free"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"count\":-1}", "{\"count\":257}", "{\"count\":\"many\"}"})
  void aCountIsANumberThatMeansSomething(String body) {
    String container = known("demo");
    problem(owner.put("/v1/containers/" + container + "/ips/ipv4/count", body), 400);
    problem(owner.put("/v1/containers/" + container + "/ips/ipv5/count", "{\"count\":1}"), 404);
  }

  @Test
  void anotherAccountsContainersAndAddressesLookLikeNone() {
    // Given
    Api.pool("edge", "127.216.3.0/29");
    String container = known("demo");
    owner.post(ips(container), "{\"family\":\"ipv4\"}").then().statusCode(201);
    Api stranger = Api.as("friend");

    // When
    Response attached = problem(stranger.post(ips(container), "{\"family\":\"ipv4\"}"), 404);
    Response counted =
        problem(
            stranger.put("/v1/containers/" + container + "/ips/ipv4/count", "{\"count\":2}"), 404);
    Response detached = problem(stranger.delete("/v1/ips/127.216.3.1"), 404);

    // Then
    String noId = "c0nobodys";
    assertThat(attached.asString())
        .isEqualTo(stranger.post(ips(noId), "{\"family\":\"ipv4\"}").asString());
    assertThat(counted.asString())
        .isEqualTo(
            stranger.put("/v1/containers/" + noId + "/ips/ipv4/count", "{\"count\":2}").asString());
    assertThat(detached.asString()).isEqualTo(stranger.delete("/v1/ips/127.216.3.5").asString());
    stranger.get("/v1/ips?container=" + container).then().body("items.size()", equalTo(0));
    stranger.get("/v1/ips?account=demo").then().statusCode(403);
    stranger.get("/v1/ips?account=no-such-account").then().statusCode(403);
    assertThat(IpWorld.count("select count(*) from attachment where state = 'DETACHING'")).isZero();
  }

  @Test
  void listsHavePages() {
    // Given
    Api.pool("edge", "127.216.4.0/29");
    String container = known("demo");
    for (int i = 0; i < 3; i++) {
      owner.post(ips(container), "{\"family\":\"ipv4\"}").then().statusCode(201);
    }

    // When
    String next =
        owner.get("/v1/ips?limit=2").then().body("items.size()", equalTo(2)).extract().path("next");

    // Then
    owner
        .get("/v1/ips?limit=2&cursor=" + next)
        .then()
        .body("items.address", equalTo(java.util.List.of("127.216.4.3")))
        .body("next", equalTo(null));
    problem(owner.get("/v1/ips?limit=0"), 400);
    problem(owner.get("/v1/ips?limit=201"), 400);
    problem(owner.get("/v1/ips?cursor=%21%21"), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"ipv4\":{\"total\":-1},\"ipv6\":{}}", "{\"ipv4\":5,\"ipv6\":{}}", "7"})
  void aQuotaThatMeansNothingIsRefused(String body) {
    problem(operator.put("/v1/accounts/demo/ip-quota", body), 400);
  }

  @Test
  void historyNeedsAnAddressAndATime() {
    problem(owner.get("/v1/ips/nonsense/history"), 400);
    problem(owner.get("/v1/ips/203.0.113.1/history?at=yesterday"), 400);
  }

  private static Response problem(Response response, int status) {
    response.then().statusCode(status).contentType(PROBLEM).body("status", equalTo(status));
    return response;
  }

  private static String pool(String name, String cidr) {
    return "{\"name\":\"" + name + "\",\"cidr\":\"" + cidr + "\"}";
  }

  private static String ips(String container) {
    return "/v1/containers/" + container + "/ips";
  }

  private static String known(String account) {
    return IpWorld.knownContainer(account);
  }
}
