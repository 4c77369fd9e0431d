package dev.postern.gateway.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A session in a container that has not ended.
 *
 * @param id the id of its events
 * @param account whose key it is, or who signed in
 * @param container its id
 * @param keyFingerprint null for who signed in
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

  /** How somebody is in. */
  public enum Kind {
    SSH,
    TERMINAL
  }
}
