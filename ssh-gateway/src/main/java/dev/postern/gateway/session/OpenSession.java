package dev.postern.gateway.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session in a container that has not ended.
 *
 * @param id the id of its events
 * @param account the owner of the key, or the account of the sign-in
 * @param container its id
 * @param keyFingerprint null for a sign-in
 * @param detached whether its page is away and may come back
 */
public record OpenSession(
    UUID id,
    String account,
    String container,
    String containerName,
    String keyFingerprint,
    Kind kind,
    Instant openedAt,
    boolean detached) {

  /** How the user came in. */
  public enum Kind {
    SSH,
    TERMINAL
  }
}
