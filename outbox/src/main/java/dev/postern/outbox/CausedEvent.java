package dev.postern.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.postern.events.EventData;
import java.util.UUID;

/**
 * An event that is to be stored, and what it is caused by.
 *
 * @param id its {@code ce_id}
 */
public record CausedEvent(UUID id, EventData data, Cause cause) {

  /** For an event that is still to be made, so that a row can name it as its cause. */
  public static UUID nextId() {
    return UuidCreator.getTimeOrderedEpoch();
  }
}
