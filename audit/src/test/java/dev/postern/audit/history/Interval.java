package dev.postern.audit.history;

import java.time.Instant;

/** From one moment to another, which is no part of it. */
final class Interval {

  final Instant from;
  Instant until = Instant.MAX;

  Interval(Instant from) {
    this.from = from;
  }

  boolean holdsAt(Instant moment) {
    return !from.isAfter(moment) && until.isAfter(moment);
  }
}
