package dev.postern.key.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.testing.Backends;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.keys.EnvironmentShared;
import dev.postern.events.keys.EnvironmentUnshared;
import dev.postern.events.state.ShareState;
import dev.postern.key.testing.Published;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A share is an event, and the gateways' view follows. */
@QuarkusTest
@WithTestResource(Backends.class)
class ShareEventsTest {

  private final Tenant owner = Tenant.unique();
  private final Tenant friend = Tenant.unique();
  private final String key = owner.account() + "/shop/" + friend.account();

  @Test
  void aShareIsAnEventAndAState() {
    String id = owner.share("shop", friend.account()).path("id");

    var event = Published.await(Topics.KEYS, owner.account(), 1).get(0);
    assertThat(Published.header(event, EventHeaders.TYPE))
        .isEqualTo("dev.postern.EnvironmentShared.v1");
    assertThat(EventJson.read(event.value(), EnvironmentShared.class))
        .isEqualTo(new EnvironmentShared(id, owner.account(), "shop", friend.account()));
    var state = Published.await(Topics.STATE_SHARES, key, 1).get(0);
    assertThat(EventJson.read(state.value(), ShareState.class))
        .isEqualTo(new ShareState(owner.account(), "shop", friend.account()));
  }

  @Test
  void aShareTakenBackIsAnEventAndATombstone() {
    String id = owner.share("shop", friend.account()).path("id");

    owner.request().delete("/v1/shares/{id}", id).then().statusCode(204);

    var event = Published.await(Topics.KEYS, owner.account(), 2).get(1);
    assertThat(EventJson.read(event.value(), EnvironmentUnshared.class))
        .isEqualTo(new EnvironmentUnshared(id, owner.account(), "shop", friend.account()));
    var tombstone = Published.await(Topics.STATE_SHARES, key, 2).get(1);
    assertThat(tombstone.value()).isNull();
    assertThat(Published.header(tombstone, EventHeaders.TYPE))
        .isEqualTo("dev.postern.ShareState.v1");
    assertThat(Published.header(tombstone, EventHeaders.SEQUENCE)).isEqualTo("2");
  }

  @Test
  void aRefusedShareIsNoEvent() {
    owner.share("shop", owner.account()).then().statusCode(400);
    owner.share("shop", friend.account()).then().statusCode(201);
    owner.share("shop", friend.account()).then().statusCode(409);
    owner.share("blog", friend.account()).then().statusCode(201);

    assertThat(Published.await(Topics.KEYS, owner.account(), 2))
        .extracting(event -> EventJson.read(event.value(), EnvironmentShared.class).environment())
        .containsExactly("shop", "blog");
    assertThat(Published.await(Topics.STATE_SHARES, key, 1)).hasSize(1);
  }
}
