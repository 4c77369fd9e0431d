package dev.postern.events.sessions;

import dev.postern.events.EventData;
import java.util.UUID;

/**
 * A terminal ended; see {@link TerminalOpened} for the first fields.
 *
 * @param bytesIn terminal data from the client
 * @param bytesOut terminal data to the client
 * @param exit status of the shell; null where it did not end by itself
 * @param signal signal that ended it (RFC 4254 section 6.10); null where none did
 */
public record TerminalClosed(
    UUID session,
    String container,
    String owner,
    String account,
    String source,
    long durationMillis,
    long bytesIn,
    long bytesOut,
    Long exit,
    String signal,
    SessionClosed.Reason reason)
    implements EventData {

  @Override
  public String topicKey() {
    return container;
  }
}
