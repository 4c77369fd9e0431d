package dev.postern.dashboard.services;

import java.util.List;
import java.util.Set;

/** A set of password resets, and what became of each container in it. */
public record ResetBatch(String id, List<Item> items) {

  private static final Set<String> MOVING = Set.of("REQUESTED", "APPLYING");

  /**
   * @param state null where no reset was made
   * @param error a word that says why not, or why it failed; else null
   */
  public record Item(String container, Long generation, String state, String error) {

    /** Whether it is the container's password of that number. */
    public boolean is(long number) {
      return generation != null && generation == number;
    }

    /** Whether the password is in and its mail has left. */
    public boolean isMailed() {
      return "NOTIFIED".equals(state);
    }

    /** Whether the password is in, and its mail has not left. */
    public boolean isApplied() {
      return "APPLIED".equals(state);
    }

    public boolean isMoving() {
      return MOVING.contains(state);
    }

    /** Whether it ended without a new password that its owner has. */
    public boolean isFailed() {
      return !isMailed() && !isApplied() && !isMoving();
    }
  }
}
