package dev.postern.key.keys;

import static dev.postern.key.testing.Tenant.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.postern.backends.testing.Backends;
import dev.postern.events.Actor;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.EventReader;
import dev.postern.events.Topics;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.keys.KeyExpired;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.state.KeyState;
import dev.postern.key.testing.Published;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What happens to a key is an event, and the gateways' view follows. */
@QuarkusTest
@WithTestResource(Backends.class)
class KeyEventsTest {

  @Test
  void anAddedKeyIsAnEventAndAState() {
    Tenant owner = Tenant.unique();
    String line = newKey("demo@laptop");

    String id = owner.addedId(line);

    var event = Published.await(Topics.KEYS, owner.account(), 1).get(0);
    KeyAdded added = EventJson.read(event.value(), KeyAdded.class);
    assertThat(Published.header(event, EventHeaders.TYPE)).isEqualTo("dev.postern.KeyAdded.v1");
    assertThat(Published.header(event, EventHeaders.SOURCE)).isEqualTo("/postern/key-service");
    assertThat(Published.header(event, EventHeaders.SEQUENCE)).isEqualTo("1");
    assertThat(added.key()).isEqualTo(id);
    assertThat(added.title()).isEqualTo("ssh-ed25519 " + added.fingerprint().substring(0, 15));
    assertThat(added.blob()).isEqualTo(line.split(" ")[1]);
    var entry = Published.await(Topics.STATE_KEYS, added.fingerprint(), 1).get(0);
    assertThat(EventJson.read(entry.value(), KeyState.class))
        .isEqualTo(
            new KeyState(
                added.fingerprint(),
                id,
                owner.account(),
                "ssh-ed25519",
                added.blob(),
                null,
                KeyState.State.ACTIVE));
  }

  @Test
  void anEventSaysWhoAskedAndAStateDoesNot() {
    Tenant owner = Tenant.unique();

    owner.addedId(newKey("demo@laptop"));

    var event = Published.await(Topics.KEYS, owner.account(), 1).get(0);
    Actor actor =
        EventReader.read(name -> Published.header(event, name), event.key(), event.value())
            .orElseThrow()
            .actor();
    assertThat(actor.account()).isEqualTo(owner.account());
    assertThat(actor.subject()).isNotBlank();
    assertThat(actor.roles()).containsExactly("user");
    String fingerprint = EventJson.read(event.value(), KeyAdded.class).fingerprint();
    assertThat(Published.await(Topics.STATE_KEYS, fingerprint, 1).get(0).value())
        .doesNotContain("actor");
  }

  @Test
  void aCommentIsInNoEventAndATitleThatWasTypedIs() {
    Tenant owner = Tenant.unique();

    String untitled = owner.addedId(newKey("jane@example.org"));
    owner.add(newKey("jane@example.org"), "title", "Jane's laptop").then().statusCode(201);
    owner.remove(untitled);

    var events = Published.await(Topics.KEYS, owner.account(), 3);
    assertThat(events).noneMatch(event -> event.value().contains("jane@example.org"));
    assertThat(EventJson.read(events.get(1).value(), KeyAdded.class).title())
        .isEqualTo("Jane's laptop");
    assertThat(owner.list().jsonPath().getString("items[0].comment")).isEqualTo("jane@example.org");
  }

  @Test
  void aRemovedKeyIsAnEventAndATombstone() {
    Tenant owner = Tenant.unique();
    String id = owner.addedId(newKey("demo@laptop"));
    String fingerprint = owner.get(id).path("fingerprint");

    owner.remove(id);

    var event = Published.await(Topics.KEYS, owner.account(), 2).get(1);
    assertThat(EventJson.read(event.value(), KeyRemoved.class))
        .isEqualTo(
            new KeyRemoved(
                id, owner.account(), "ssh-ed25519 " + fingerprint.substring(0, 15), fingerprint));
    var tombstone = Published.await(Topics.STATE_KEYS, fingerprint, 2).get(1);
    assertThat(tombstone.value()).isNull();
    assertThat(Published.header(tombstone, EventHeaders.SEQUENCE)).isEqualTo("2");
  }

  @Test
  void aKeyWhoseTimeIsOverIsListedAsExpiredAndLeavesTheState() {
    Tenant owner = Tenant.unique();
    String id =
        owner.add(newKey("short"), "expiresAt", Instant.now().plusSeconds(3).toString()).path("id");
    String fingerprint = owner.get(id).path("fingerprint");

    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> owner.list().then().body("items.state", contains("EXPIRED")));

    var state = Published.await(Topics.STATE_KEYS, fingerprint, 2);
    assertThat(EventJson.read(state.get(0).value(), KeyState.class).expiresAt()).isNotNull();
    assertThat(state.get(1).value()).isNull();
    var event = Published.await(Topics.KEYS, owner.account(), 2).get(1);
    KeyExpired expired = EventJson.read(event.value(), KeyExpired.class);
    assertThat(expired.key()).isEqualTo(id);
    assertThat(expired.expiredAt())
        .isEqualTo(EventJson.read(state.get(0).value(), KeyState.class).expiresAt());
    assertThat(event.value()).as("nobody asked").doesNotContain("actor");
    owner.remove(id).then().statusCode(204);
  }
}
