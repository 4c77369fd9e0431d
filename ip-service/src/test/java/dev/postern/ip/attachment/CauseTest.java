package dev.postern.ip.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import dev.postern.ip.Parallel;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event says who asked for what happened, or from which event it follows. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class CauseTest {

  private final Api owner = Api.as("demo");
  private IpWorld world;
  private String before;

  @BeforeEach
  void poolAndNothingElse() {
    IpWorld.reset();
    world = new IpWorld();
    Api.pool("edge", "127.213.9.0/29");
    // An address may have had another holder in the test before.
    before = IpWorld.texts("select coalesce(max(position), 0)::text from outbox_event").get(0);
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @Test
  void ofARequestWhoSentItAndOfTheNetworkTheEventThatAsked() {
    // Given
    String one = IpWorld.knownContainer("demo");
    String other = IpWorld.knownContainer("demo");

    // When
    String address =
        owner
            .request()
            .body("{\"family\":\"ipv4\"}")
            .post("/v1/containers/" + one + "/ips")
            .then()
            .statusCode(201)
            .extract()
            .path("address");
    await().until(() -> owner.attached(one).contains(address));
    owner.request().body("{\"to\":\"" + other + "\"}").post("/v1/ips/" + address + "/move");
    await().until(() -> owner.attached(other).contains(address));
    owner.request().delete("/v1/ips/" + address).then().statusCode(202);

    // Then
    await().until(() -> causesOf("key = '" + address + "'").size() >= 6);
    assertThat(causesOf("key = '" + address + "'").subList(0, 6))
        .containsExactly(
            "PublicIpAttachRequested of demo",
            "PublicIpAttached after PublicIpAttachRequested",
            "PublicIpMoved of demo",
            "PublicIpAttached after PublicIpMoved",
            "PublicIpDetachRequested of demo",
            "PublicIpDetached after PublicIpDetachRequested");
  }

  @Test
  void ofARequestAmongManyAtOnceItsOwn() throws Exception {
    // Given
    String ofDemo = IpWorld.knownContainer("demo");
    String ofFriend = IpWorld.knownContainer("friend");

    // When
    Parallel.calls(
        List.of(
            () -> attach(Api.as("demo"), ofDemo),
            () -> attach(Api.as("friend"), ofFriend),
            () -> attach(Api.as("demo"), ofDemo),
            () -> attach(Api.as("friend"), ofFriend)));

    // Then
    assertThat(requestedFor(ofDemo))
        .containsExactly("PublicIpAttachRequested of demo", "PublicIpAttachRequested of demo");
    assertThat(requestedFor(ofFriend))
        .containsExactly("PublicIpAttachRequested of friend", "PublicIpAttachRequested of friend");
  }

  private List<String> requestedFor(String container) {
    return causesOf(
        "type like '%AttachRequested%' and data::jsonb ->> 'container' = '" + container + "'");
  }

  private static int attach(Api caller, String container) {
    return caller
        .post("/v1/containers/" + container + "/ips", "{\"family\":\"ipv4\"}")
        .then()
        .statusCode(201)
        .extract()
        .statusCode();
  }

  @Test
  void ofWhatARegistrationAsksForItsEvent() {
    // Given
    String container = IpWorld.newContainer();

    // When
    world.publish(IpWorld.registered(container, "demo", 1, 0, 9), 1);

    // Then
    String which = "data::jsonb ->> 'container' = '" + container + "'";
    await().until(() -> causesOf(which).size() == 2);
    assertThat(causesOf(which))
        .containsExactly(
            "PublicIpAttachRequested after another service's",
            "PublicIpAttached after PublicIpAttachRequested");
  }

  /**
   * Types without prefix and version, each with the account of who asked or what it follows from.
   */
  private List<String> causesOf(String which) {
    return IpWorld.texts(
        "select substring(type from 'dev.postern.(.*).v1')"
            + " || coalesce(' of ' || (data::jsonb -> 'actor' ->> 'account'), '')"
            + " || case when causation_id is null then '' else ' after ' || coalesce("
            + "(select substring(c.type from 'dev.postern.(.*).v1') from outbox_event c"
            + " where c.id = e.causation_id), 'another service''s') end"
            + " from outbox_event e where position > "
            + before
            + " and "
            + which
            + " order by position");
  }
}
