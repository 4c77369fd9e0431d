package dev.postern.events.sessions;

import dev.postern.events.EventData;

/**
 * A login was refused. Never what the client typed as its login.
 *
 * @param container null where none was determined
 * @param account null before a key was proven
 * @param fingerprint null where no key was offered
 * @param source IP address of the client
 * @param unpublished refusals of this reason since its last event that were not published
 */
public record LoginRefused(
    String container,
    String account,
    String fingerprint,
    String source,
    Reason reason,
    long unpublished)
    implements EventData {

  /** Why; the JSON Schema explains each. */
  public enum Reason {
    UNKNOWN_KEY,
    BAD_SIGNATURE,
    NO_CONTAINER,
    AMBIGUOUS,
    STOPPED,
    UNREACHABLE,
    LIMIT,
    BANNED,
    STALE
  }

  @Override
  public String topicKey() {
    if (container != null) {
      return container;
    }
    return account != null ? account : source;
  }
}
