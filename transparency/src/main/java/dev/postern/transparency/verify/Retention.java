package dev.postern.transparency.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a topic's settings let Kafka remove.
 *
 * @param time after which a record may be removed; empty where none is too old
 * @param size whether records may be removed because the partition is large
 */
public record Retention(Optional<Duration> time, boolean size) {

  /** Nothing is ever removed. */
  public static final Retention FOR_EVER = new Retention(Optional.empty(), false);

  private static final String NO_LIMIT = "-1";

  /**
   * @param cleanupPolicy of the topic, as are the others
   */
  public static Retention of(String cleanupPolicy, String retentionMillis, String retentionBytes) {
    if (cleanupPolicy.contains("compact")) {
      return new Retention(Optional.empty(), true);
    }
    Optional<Duration> time =
        retentionMillis.equals(NO_LIMIT)
            ? Optional.empty()
            : Optional.of(Duration.ofMillis(Long.parseLong(retentionMillis)));
    return new Retention(time, !retentionBytes.equals(NO_LIMIT));
  }

  boolean mayHaveRemoved(Instant written, Instant now) {
    return size || time.filter(kept -> written.plus(kept).isBefore(now)).isPresent();
  }
}
