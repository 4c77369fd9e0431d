package dev.postern.events.keys;

import dev.postern.events.EventData;
import java.time.Instant;

/**
 * The key's time is over; it opens nothing any more. Published soon after: a gateway compares the
 * time with its own clock.
 *
 * @param key the key's id
 * @param expiredAt from when on it opens nothing
 */
public record KeyExpired(
    String key, String account, String title, String fingerprint, Instant expiredAt)
    implements EventData {

  @Override
  public String topicKey() {
    return account;
  }
}
