package dev.postern.credential.credential;

import dev.postern.events.containers.Proof;
import java.util.List;

/**
 * How an attempt ended.
 *
 * @param reason a word; null where it was proven
 * @param proof null where it was not proven
 * @param shadowField root's password field where it was proven; only its digest is kept
 * @param overtakenBy the generation that the container's mark names, where it is {@code OVERTAKEN}
 * @param sent whether the hash may be in the container, by this attempt or an earlier one
 * @param seen what the attempt learned about the container
 */
record Outcome(
    Verdict verdict,
    String reason,
    Proof proof,
    String shadowField,
    long overtakenBy,
    boolean sent,
    Seen seen) {

  /** What follows from it. */
  enum Verdict {
    PROVEN,
    /** Try again later. */
    RETRY,
    /** The container refused it. Try again later, but not for ever. */
    REFUSED_FOR_NOW,
    /** It is not in the container, and no late attempt can bring it there. */
    REFUSED,
    /** The container's mark excludes it. */
    OVERTAKEN
  }

  /**
   * @param hostKeys that the container showed; empty where it was not reached
   * @param accessKeysDigest of the access keys that are in it now; null where not written
   */
  record Seen(List<String> hostKeys, String accessKeysDigest) {
    static final Seen NOTHING = new Seen(List.of(), null);
  }

  static Outcome proven(Proof proof, String shadowField, Seen seen) {
    return new Outcome(Verdict.PROVEN, null, proof, shadowField, 0, true, seen);
  }

  static Outcome retry(String reason, boolean sent, Seen seen) {
    return new Outcome(Verdict.RETRY, reason, null, null, 0, sent, seen);
  }

  static Outcome refusedForNow(String reason, boolean sent, Seen seen) {
    return new Outcome(Verdict.REFUSED_FOR_NOW, reason, null, null, 0, sent, seen);
  }

  static Outcome refused(String reason, boolean sent, Seen seen) {
    return new Outcome(Verdict.REFUSED, reason, null, null, 0, sent, seen);
  }

  static Outcome overtaken(long by, Seen seen) {
    return new Outcome(Verdict.OVERTAKEN, Reasons.OVERTAKEN, null, null, by, true, seen);
  }

  @Override
  public String toString() {
    return "Outcome[" + verdict + ", reason=" + reason + "]";
  }
}
