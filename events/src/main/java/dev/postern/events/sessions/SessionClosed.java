package dev.postern.events.sessions;

import dev.postern.events.EventData;
import java.util.UUID;

/**
 * A client left a container; see {@link SessionOpened} for the first fields.
 *
 * @param bytesIn channel data from the client
 * @param bytesOut channel data to the client
 * @param exit status of the last command or shell that ended; null where there was none
 * @param signal signal that ended it (RFC 4254 section 6.10); null where none did
 */
public record SessionClosed(
    UUID session,
    String container,
    String owner,
    String account,
    String key,
    String fingerprint,
    String source,
    long durationMillis,
    long bytesIn,
    long bytesOut,
    Long exit,
    String signal,
    Reason reason)
    implements EventData {

  /** Who ended the session. */
  public enum Reason {
    CLIENT,
    REVOKED,
    UPSTREAM,
    SHUTDOWN
  }

  @Override
  public String topicKey() {
    return container;
  }
}
