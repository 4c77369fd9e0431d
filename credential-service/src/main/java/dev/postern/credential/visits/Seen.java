package dev.postern.credential.visits;

import dev.postern.events.containers.SshProblem;
import java.util.List;

/**
 * What a visit saw.
 *
 * @param greeted whether sshd answered
 * @param accessKeysDigest of the keys that are in it now; null where that was not seen
 * @param passwordDigest SHA-256 of root's shadow field, hexadecimal; null where it was not seen
 * @param problems why sshd did not answer
 */
record Seen(
    boolean greeted, String accessKeysDigest, String passwordDigest, List<SshProblem> problems) {

  /** Nothing was looked at: no adapter leads to the container. */
  static final Seen UNSEEN = new Seen(false, null, null, List.of());

  /** sshd answered, and nothing more was seen. */
  static final Seen NOTHING = new Seen(true, null, null, List.of());

  /** The check that failed first; null where none is named. */
  String reason() {
    return problems.isEmpty() ? null : problems.get(0).check();
  }

  static Seen unreachable(List<SshProblem> problems) {
    return new Seen(false, null, null, problems);
  }
}
