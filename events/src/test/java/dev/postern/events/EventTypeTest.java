package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.containers.PasswordReset;
import org.junit.jupiter.api.Test;

class EventTypeTest {

  @Test
  void namesFollowCloudEvents() {
    assertThat(EventCatalogue.typeOf(PasswordReset.class).cloudEventType())
        .isEqualTo("dev.postern.PasswordReset.v1");
  }
}
