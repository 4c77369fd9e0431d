package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import java.time.Instant;

/**
 * One container's time with one address.
 *
 * @param from since when the container held it
 * @param until when it no longer did; null while it does
 * @param port at which it answered last; 0 before it answered
 * @param began the event that began it
 * @param latest the event that told its state
 */
public record Holding(
    String address,
    String container,
    String account,
    State state,
    Instant from,
    Instant until,
    int port,
    EventReference began,
    EventReference latest) {

  /** How far the network is. */
  public enum State {
    /** Held; the network does not answer there yet. */
    ATTACHING,
    /** It answers for the container. */
    ATTACHED,
    /** Connections are refused; the network has not said yet that it let go. */
    DETACHING,
    /** No longer held, and given to nobody else yet. */
    QUARANTINED,
    /** No longer held. */
    ENDED
  }

  Holding become(State next, EventReference told) {
    return new Holding(address, container, account, next, from, until, port, began, told);
  }

  Holding answeringAt(int onPort, EventReference told) {
    return new Holding(
        address, container, account, State.ATTACHED, from, until, onPort, began, told);
  }

  Holding endedAt(State next, Instant end, EventReference told) {
    return new Holding(address, container, account, next, from, end, port, began, told);
  }

  /** Whether the container held it then: the end is not part of it. */
  public boolean isHeldAt(Instant moment) {
    return !from.isAfter(moment) && (until == null || until.isAfter(moment));
  }
}
