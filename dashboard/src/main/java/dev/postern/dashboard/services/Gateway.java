package dev.postern.dashboard.services;

import java.time.Instant;

/** A gateway, as it tells of itself. */
public record Gateway(
    String name,
    Instant startedAt,
    View view,
    long clients,
    long sessions,
    long terminals,
    long upstreams,
    boolean acceptsLogins) {

  /**
   * What it knows of keys, containers and shares.
   *
   * @param stalenessSeconds null before it knew anything
   */
  public record View(
      boolean live, Long stalenessSeconds, long keys, long containers, long shares) {}
}
