package dev.postern.ip.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the network does has the trace of what asked for it. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class TraceTest {

  private static final String REGISTRATION = "0af7651916cd43dd8448eb211c80319c";
  private static final String ATTACHING = "1af7651916cd43dd8448eb211c80319c";
  private static final String MOVING = "2af7651916cd43dd8448eb211c80319c";
  private static final String DETACHING = "3af7651916cd43dd8448eb211c80319c";

  private final String container = IpWorld.newContainer();
  private final Api owner = Api.as("demo");
  private IpWorld world;

  @BeforeEach
  void poolAndNothingElse() {
    IpWorld.reset();
    world = new IpWorld();
    Api.pool("edge", "127.213.9.0/29");
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @Test
  void ofTheEventThatRegisteredTheContainer() {
    // When
    world.publish(IpWorld.registered(container, "demo", 2, 0, 9), 1, traceParent(REGISTRATION));

    // Then
    await()
        .untilAsserted(
            () ->
                assertThat(traces("container"))
                    .containsExactlyInAnyOrder(
                        "PublicIpAttachRequested " + REGISTRATION,
                        "PublicIpAttachRequested " + REGISTRATION,
                        "PublicIpAttached " + REGISTRATION,
                        "PublicIpAttached " + REGISTRATION));
  }

  @Test
  void ofTheRequestThatAttachedMovedOrDetached() {
    // Given
    IpWorld.execute("delete from free_range; delete from pool");
    Api.pool("edge", "127.213.9.16/32");
    String other = IpWorld.knownContainer("demo");
    String one = IpWorld.knownContainer("demo");

    // When
    String address =
        owner
            .request()
            .header("traceparent", traceParent(ATTACHING))
            .body("{\"family\":\"ipv4\"}")
            .post("/v1/containers/" + one + "/ips")
            .then()
            .statusCode(201)
            .extract()
            .path("address");
    await().until(() -> owner.attached(one).contains(address));
    owner
        .request()
        .header("traceparent", traceParent(MOVING))
        .body("{\"to\":\"" + other + "\"}")
        .post("/v1/ips/" + address + "/move");
    await().until(() -> owner.attached(other).contains(address));
    owner
        .request()
        .header("traceparent", traceParent(DETACHING))
        .delete("/v1/ips/" + address)
        .then()
        .statusCode(202);

    // Then
    await().until(() -> tracesOf(address).size() == 7);
    assertThat(tracesOf(address).subList(0, 6))
        .containsExactly(
            "PublicIpAttachRequested " + ATTACHING,
            "PublicIpAttached " + ATTACHING,
            "PublicIpMoved " + MOVING,
            "PublicIpAttached " + MOVING,
            "PublicIpDetachRequested " + DETACHING,
            "PublicIpDetached " + DETACHING);
    assertThat(tracesOf(address).get(6))
        .matches("PublicIpReleased [0-9a-f]{32}")
        .doesNotContain(DETACHING);
  }

  @Test
  void ofWhatAnEarlierVersionStoredThereIsANewOne() {
    // Given
    String known = IpWorld.knownContainer("demo");

    // When
    IpWorld.execute(
        "update known_container set target_ipv4 = 1, unmet = true where id = '%s'"
            .formatted(known));

    // Then
    await().until(() -> owner.attached(known).size() == 1);
    assertThat(IpWorld.count("select count(*) from outbox_event where traceparent is null"))
        .isZero();
  }

  private static String traceParent(String trace) {
    return "00-" + trace + "-b7ad6b7169203331-01";
  }

  private List<String> traces(String property) {
    return texts("data::jsonb ->> '" + property + "' = '" + container + "'");
  }

  private static List<String> tracesOf(String address) {
    return texts("key = '" + address + "'");
  }

  /** Types without prefix and version, each with the id of its trace. */
  private static List<String> texts(String which) {
    return IpWorld.texts(
        "select substring(type from 'dev.postern.(.*).v1') || ' ' || substr(traceparent, 4, 32)"
            + " from outbox_event where "
            + which
            + " order by position");
  }
}
