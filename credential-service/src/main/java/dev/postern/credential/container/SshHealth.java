package dev.postern.credential.container;

import java.time.Instant;

/**
 * Whether a container's sshd answered the last time. Reading it probes nothing.
 *
 * @param since when this was first seen; null where nothing was seen since the container started
 * @param reason the check that failed first, such as {@code PORT_OPEN}; null unless it is
 *     unreachable
 */
public record SshHealth(State health, Instant since, String reason) {

  static final SshHealth UNKNOWN = new SshHealth(State.UNKNOWN, null, null);

  /** What the last look showed. */
  public enum State {
    OK,
    UNREACHABLE,
    UNKNOWN
  }

  static SshHealth ok(Instant since) {
    return new SshHealth(State.OK, since, null);
  }

  static SshHealth unreachable(Instant since, String reason) {
    return new SshHealth(State.UNREACHABLE, since, reason);
  }
}
