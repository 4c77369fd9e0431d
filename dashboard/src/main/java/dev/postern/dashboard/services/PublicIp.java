package dev.postern.dashboard.services;

import java.time.Instant;

/**
 * A public address, as its owner sees it.
 *
 * @param reason why it does not answer though it should; null where it does
 */
public record PublicIp(
    String address,
    int port,
    String family,
    String container,
    boolean primary,
    String state,
    Instant attachedAt,
    String reason) {

  /** Whether it answers for its container, or is about to. */
  public boolean isHeld() {
    return isAttached() || "ATTACHING".equals(state);
  }

  public boolean isAttached() {
    return "ATTACHED".equals(state);
  }
}
