package dev.postern.outbox;

import dev.postern.events.containers.ContainerStarted;
import dev.postern.events.state.KeyState;
import java.util.UUID;

/** Events of the catalogue for keys that no other test uses. */
final class Samples {
  private Samples() {}

  static String container() {
    return "c" + UUID.randomUUID().toString().replace("-", "");
  }

  static ContainerStarted started(String container) {
    return new ContainerStarted(container, "demo", null);
  }

  static KeyState key(String fingerprint) {
    return new KeyState(
        fingerprint, "k1", "demo", "ssh-ed25519", "AAAA", null, KeyState.State.ACTIVE);
  }
}
