package dev.postern.ip.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.testing.Backends;
import dev.postern.events.EventData;
import dev.postern.events.ips.PublicIpConfirmed;
import dev.postern.events.ips.PublicIpRefused;
import dev.postern.events.ips.PublicIpReleaseConfirmed;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a platform's own network makes addresses answer: its events say what became of them. */
@QuarkusTest
@TestProfile(ExternalPlaneTest.External.class)
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class ExternalPlaneTest {

  public static class External implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("postern.plane.kind", "external");
    }
  }

  private static final String ADDRESS = "203.0.113.1";

  private final String container = IpWorld.newContainer();
  private final Api owner = Api.as("demo");
  private IpWorld world;

  @BeforeEach
  void oneAddressThatIsAskedFor() {
    IpWorld.reset();
    world = new IpWorld();
    Api.pool("edge", "203.0.113.0/28");
    world.publish(IpWorld.registered(container, "demo", 1, 0, 22), 1);
    await().until(() -> events().equals(List.of("PublicIpAttachRequested")));
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @Test
  void anAddressIsAttachedWhenTheNetworkConfirmsIt() {
    // Given
    assertThat(owner.attached(container)).isEmpty();

    // When
    world.publish(new PublicIpConfirmed(ADDRESS, container, 2200), 1);

    // Then
    await().until(() -> owner.attached(container).equals(List.of(ADDRESS)));
    owner.get("/v1/ips?container=" + container).then().body("items[0].port", equalTo(2200));
    assertThat(events()).containsExactly("PublicIpAttachRequested", "PublicIpAttached");
  }

  @Test
  void aDetachWaitsForTheNetworkToo() {
    // Given
    world.publish(new PublicIpConfirmed(ADDRESS, container, 22), 1);
    await().until(() -> owner.attached(container).equals(List.of(ADDRESS)));
    owner.delete("/v1/ips/" + ADDRESS).then().statusCode(202).body("state", equalTo("DETACHING"));
    assertThat(events()).doesNotContain("PublicIpDetached");

    // When
    world.publish(new PublicIpReleaseConfirmed(ADDRESS, container), 2);

    // Then
    await().until(() -> events().contains("PublicIpReleased"));
    assertThat(events())
        .containsExactly(
            "PublicIpAttachRequested",
            "PublicIpAttached",
            "PublicIpDetachRequested",
            "PublicIpDetached",
            "PublicIpReleased");
  }

  @Test
  void aRefusalIsShownAndALaterConfirmationEndsIt() {
    // When
    world.publish(new PublicIpRefused(ADDRESS, container, "NO_ROUTE"), 1);

    // Then
    await().untilAsserted(() -> assertReason("NO_ROUTE"));
    world.publish(new PublicIpConfirmed(ADDRESS, container, 22), 2);
    await().until(() -> owner.attached(container).equals(List.of(ADDRESS)));
    assertReason(null);
  }

  @Test
  void aReasonThatIsNoWordIsNotShown() {
    // When
    world.publish(new PublicIpRefused(ADDRESS, container, "<b>no</b>\n"), 1);

    // Then
    await().untilAsserted(() -> assertReason("REFUSED"));
  }

  @Test
  void whatIsSaidForAnotherContainerOrAddressChangesNothing() {
    // When
    world.publish(new PublicIpConfirmed(ADDRESS, null, 22), 8);
    world.publish(new PublicIpConfirmed(ADDRESS, container, 0), 9);
    saidInTurn(
        new PublicIpConfirmed(ADDRESS, "cother", 22),
        new PublicIpConfirmed("203.0.113.01", container, 22),
        new PublicIpReleaseConfirmed(ADDRESS, container),
        new PublicIpConfirmed("203.0.113.9", container, 22));

    // Then
    assertThat(owner.attached(container)).isEmpty();
    assertThat(events()).containsExactly("PublicIpAttachRequested");
  }

  @Test
  void aConfirmationThatComesTwiceIsToldOnce() {
    // Given
    var confirmed = new PublicIpConfirmed(ADDRESS, container, 22);
    UUID id = UUID.randomUUID();

    // When
    world.publish(confirmed, 1, id);
    world.publish(confirmed, 1, id);
    saidInTurn(confirmed, confirmed);

    // Then
    assertThat(owner.attached(container)).containsExactly(ADDRESS);
    assertThat(events()).containsExactly("PublicIpAttachRequested", "PublicIpAttached");
  }

  @Test
  void aConfirmationThatComesAfterTheDetachBringsNothingBack() {
    // Given
    owner.delete("/v1/ips/" + ADDRESS).then().statusCode(202);

    // When
    saidInTurn(new PublicIpConfirmed(ADDRESS, container, 22));

    // Then
    assertThat(owner.attached(container)).isEmpty();
    assertThat(events()).containsExactly("PublicIpAttachRequested", "PublicIpDetachRequested");
  }

  @Test
  void aReleaseThatIsConfirmedTwiceEndsTheTenureOnceAndNotThatOfTheNextHolder() {
    // Given
    owner.delete("/v1/ips/" + ADDRESS).then().statusCode(202);
    world.publish(new PublicIpReleaseConfirmed(ADDRESS, container), 1);
    await().until(() -> events().contains("PublicIpReleased"));
    String next = IpWorld.newContainer();
    world.publish(IpWorld.registered(next, "friend", 1, 0, 22), 1);
    await().until(() -> openTenures().equals(List.of(next)));
    world.publish(new PublicIpConfirmed(ADDRESS, next, 22), 2);
    await().until(() -> Api.as("friend").attached(next).equals(List.of(ADDRESS)));

    // When
    saidInTurn(
        new PublicIpReleaseConfirmed(ADDRESS, container),
        new PublicIpConfirmed(ADDRESS, container, 22),
        new PublicIpRefused(ADDRESS, container, "NO_ROUTE"));

    // Then
    assertThat(Api.as("friend").attached(next)).containsExactly(ADDRESS);
    assertThat(openTenures()).containsExactly(next);
  }

  @Test
  void aReplayOfWhatWasSaidLongAgoConfirmsNothingThatIsAskedForNow() {
    // Given
    Instant longAgo = Instant.now().minus(Duration.ofDays(31));
    long handled = IpWorld.count("select count(*) from consumed_event");

    // When
    world.publish(new PublicIpConfirmed(ADDRESS, container, 22), 1, UUID.randomUUID(), longAgo);
    await().until(() -> IpWorld.count("select count(*) from consumed_event") > handled);

    // Then
    assertThat(owner.attached(container)).isEmpty();
    assertThat(events()).containsExactly("PublicIpAttachRequested");
  }

  private static List<String> openTenures() {
    return IpWorld.texts(
        "select container from tenure where address = '" + ADDRESS + "' and held_until is null");
  }

  @Test
  void aMovedAddressWaitsForTheConfirmationOfItsNewHolder() {
    // Given
    String next = IpWorld.newContainer();
    world.publish(IpWorld.registered(next, "demo", 0, 0, 22), 1);
    world.publish(new PublicIpConfirmed(ADDRESS, container, 22), 1);
    await().until(() -> owner.attached(container).equals(List.of(ADDRESS)));
    await()
        .until(
            () ->
                owner.post("/v1/ips/" + ADDRESS + "/move", "{\"to\":\"" + next + "\"}").statusCode()
                    == 202);

    // When
    saidInTurn(new PublicIpConfirmed(ADDRESS, container, 22));
    assertThat(owner.attached(next)).isEmpty();
    world.publish(new PublicIpConfirmed(ADDRESS, next, 22), 3);

    // Then
    await().until(() -> owner.attached(next).equals(List.of(ADDRESS)));
  }

  /** Publishes and waits until all were handled. */
  private void saidInTurn(EventData... said) {
    long handled = IpWorld.count("select count(*) from consumed_event");
    long sequence = 10;
    for (EventData data : said) {
      world.publish(data, sequence++);
    }
    await()
        .until(() -> IpWorld.count("select count(*) from consumed_event") >= handled + said.length);
  }

  private void assertReason(String reason) {
    owner.get("/v1/ips?container=" + container).then().body("items[0].reason", equalTo(reason));
  }

  private List<String> events() {
    return IpWorld.texts(
        "select replace(replace(type, 'dev.postern.', ''), '.v1', '') from outbox_event where key"
            + " = '%1$s' and position >= (select min(position) from outbox_event where key ="
                .formatted(ADDRESS)
            + " '%1$s' and data like '%%%2$s%%') order by position".formatted(ADDRESS, container));
  }
}
