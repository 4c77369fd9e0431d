package dev.postern.audit.access;

import dev.postern.audit.log.EventReference;
import java.time.Instant;
import java.util.List;

/**
 * One way in which an account could log in to a container.
 *
 * @param account whose key, sign-in or mail it is
 * @param credential the key's fingerprint, {@code generation N} of a password; null for a terminal
 * @param where what one connects to: {@code gateway}, or public addresses with ports
 * @param since since when this way led in, as far as key, share, sign-in or password goes
 * @param open whether it led in then; false where the container did not run
 * @param why a sentence for people
 * @param because the events that it follows from, the oldest first
 */
public record WayIn(
    Kind kind,
    String account,
    String container,
    String containerName,
    String credential,
    List<String> where,
    Instant since,
    boolean open,
    String why,
    List<EventReference> because) {

  /** What opens. */
  public enum Kind {
    /** A key of the account that owns the container. */
    OWN_KEY,
    /** A key of an account that the container's environment is shared with. */
    SHARED_KEY,
    /** A terminal in the browser, for whoever signs in for the account. */
    TERMINAL,
    /** Root's password, for whoever reads the mails of the account. */
    PASSWORD
  }
}
