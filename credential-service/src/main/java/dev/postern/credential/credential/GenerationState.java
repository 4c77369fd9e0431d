package dev.postern.credential.credential;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of one password of a container, and the only place that says which may follow. */
public enum GenerationState {
  /** Wanted; nothing was done yet. */
  REQUESTED,
  /** Being set in the container, again and again until it is proven or the deadline passes. */
  APPLYING,
  /** Set and proven. */
  APPLIED,
  /** Its mail was accepted by the mail server. */
  NOTIFIED,
  /** Never set, and never will be; the password before is still valid. */
  FAILED,
  /** A later one was set before this one's mail left. */
  SUPERSEDED,
  /** Its mail could not be sent; it may still be retried until the secret expires. */
  NOTIFY_FAILED,
  /** It can no longer be read, or may not have been set: the owner asks for a new one. */
  EXPIRED;

  private static final Map<GenerationState, Set<GenerationState>> NEXT =
      Map.of(
          REQUESTED, EnumSet.of(APPLYING, FAILED, SUPERSEDED),
          APPLYING, EnumSet.of(APPLIED, FAILED, SUPERSEDED, EXPIRED),
          APPLIED, EnumSet.of(NOTIFIED, NOTIFY_FAILED, SUPERSEDED, EXPIRED),
          NOTIFY_FAILED, EnumSet.of(NOTIFIED, SUPERSEDED, EXPIRED),
          NOTIFIED, EnumSet.noneOf(GenerationState.class),
          FAILED, EnumSet.noneOf(GenerationState.class),
          SUPERSEDED, EnumSet.noneOf(GenerationState.class),
          EXPIRED, EnumSet.noneOf(GenerationState.class));

  public boolean canBecome(GenerationState next) {
    return NEXT.get(this).contains(next);
  }

  /** Whether there is still something to be done in the container. */
  public boolean isUnfinished() {
    return this == REQUESTED || this == APPLYING;
  }
}
