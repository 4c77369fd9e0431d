package dev.postern.credential.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * At most so many in any 60 minutes.
 *
 * @param most 1 or more
 */
record HourlyLimit(int most) {

  static final Duration HOUR = Duration.ofHours(1);

  /**
   * @param earlier the times of those within the last hour, oldest first
   * @return how long the next one has to wait; empty where it need not wait
   */
  Optional<Duration> waitAfter(List<Instant> earlier, Instant now) {
    return earlier.size() < most
        ? Optional.empty()
        : Optional.of(Duration.between(now, earlier.get(earlier.size() - most).plus(HOUR)));
  }
}
