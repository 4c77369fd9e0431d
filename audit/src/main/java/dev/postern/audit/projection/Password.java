package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import java.time.Instant;

/**
 * A password of a container that was applied and proven. Of the password itself nothing is known.
 */
public final class Password {

  final long generation;
  final EventReference applied;
  final String requestedBy;
  final Instant secretExpiresAt;
  EventReference secretExpired;
  EventReference drifted;

  Password(long generation, EventReference applied, String requestedBy, Instant secretExpiresAt) {
    this.generation = generation;
    this.applied = applied;
    this.requestedBy = requestedBy;
    this.secretExpiresAt = secretExpiresAt;
  }

  /** Counts the container's passwords from 1. */
  public long generation() {
    return generation;
  }

  public EventReference applied() {
    return applied;
  }

  /** Who asked for it, as the event says; may be null. */
  public String requestedBy() {
    return requestedBy;
  }

  /** Whether there was a sealed secret for a mail. */
  public boolean wasToBeMailed() {
    return secretExpiresAt != null;
  }

  /** When the sealed secret was gone without a mail; null where that did not happen. */
  public EventReference secretExpired() {
    return secretExpired;
  }

  /** When somebody else's change of the password was noticed; null where none was. */
  public EventReference drifted() {
    return drifted;
  }
}
