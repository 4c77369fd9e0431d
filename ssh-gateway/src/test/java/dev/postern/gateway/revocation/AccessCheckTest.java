package dev.postern.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.state.ContainerState;
import dev.postern.events.state.ShareState;
import dev.postern.gateway.view.Views;
import dev.postern.keytable.Fingerprint;
import dev.postern.keytable.RegisteredKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessCheckTest {

  private static final String NO_LONGER =
      "Postern: container web-1 was deleted or is no longer shared with you.";

  private final Views views = new Views();
  private final ContainerState entered = views.container("c1", "demo", "shop", "web-1");

  @Test
  void theOwnerMayStay() {
    assertThat(AccessCheck.revoked(views.view(), "demo", entered)).isEmpty();
  }

  @Test
  void aFriendMayStayWhileTheEnvironmentIsShared() {
    assertThat(AccessCheck.revoked(views.view(), "friend", entered)).contains(NO_LONGER);

    views.share(new ShareState("demo", "shop", "friend"));

    assertThat(AccessCheck.revoked(views.view(), "friend", entered)).isEmpty();
  }

  @Test
  void aDeletedContainerIsLeft() {
    assertThat(AccessCheck.revoked(new Views().view(), "demo", entered)).contains(NO_LONGER);
  }

  @Test
  void aKeyThatIsNotInTheViewWasRemoved() {
    var key = new RegisteredKey(Fingerprint.ofBlob(new byte[] {1}), "demo", "k1", null);

    assertThat(AccessCheck.revoked(views.view(), key, Instant.now()))
        .contains("Postern: your key was removed; log in with another one.");
  }
}
