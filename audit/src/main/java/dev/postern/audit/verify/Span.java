package dev.postern.audit.verify;

import java.time.Duration;
import java.time.Instant;

/**
 * From when to when something held.
 *
 * @param until null where it still does
 */
record Span(Instant from, Instant until) {

  Span until(Instant end) {
    return new Span(from, until == null || end.isBefore(until) ? end : until);
  }

  /** Clocks differ, and news take their time. */
  boolean holdsAt(Instant moment, Duration grace) {
    return !from.isAfter(moment.plus(grace)) && !isOverAt(moment, grace);
  }

  boolean isOverAt(Instant moment, Duration grace) {
    return until != null && until.plus(grace).isBefore(moment);
  }
}
