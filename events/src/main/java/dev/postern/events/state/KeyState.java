package dev.postern.events.state;

import java.time.Instant;

/**
 * A key that opens containers of its account; see {@link dev.postern.events.keys.KeyAdded} for the
 * fields.
 *
 * @param state {@code ACTIVE}, or {@code DISABLED} where the policy no longer allows the key
 */
public record KeyState(
    String fingerprint,
    String key,
    String account,
    String type,
    String blob,
    Instant expiresAt,
    State state)
    implements StateValue {

  /** Whether the key opens anything. */
  public enum State {
    ACTIVE,
    DISABLED
  }

  @Override
  public String topicKey() {
    return fingerprint;
  }
}
