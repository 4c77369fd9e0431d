package dev.postern.credential.inspection;

import dev.postern.events.containers.SshProblem;
import java.util.List;

/**
 * What an inspection saw.
 *
 * @param answered whether sshd answered
 * @param accessKeysDigest of the keys that are in it now; null where that was not seen
 * @param passwordDigest SHA-256 of root's shadow field, hexadecimal; null where it was not seen
 * @param problems why sshd did not answer
 */
record InspectionResult(
    boolean answered, String accessKeysDigest, String passwordDigest, List<SshProblem> problems) {

  /** Nothing was inspected: the service has no adapter for the container. */
  static final InspectionResult UNSEEN = new InspectionResult(false, null, null, List.of());

  /** sshd answered, and nothing more was seen. */
  static final InspectionResult NOTHING = new InspectionResult(true, null, null, List.of());

  /** The check that failed first; null where none is named. */
  String reason() {
    return problems.isEmpty() ? null : problems.get(0).check();
  }

  static InspectionResult unreachable(List<SshProblem> problems) {
    return new InspectionResult(false, null, null, problems);
  }
}
