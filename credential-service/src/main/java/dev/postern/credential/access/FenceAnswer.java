package dev.postern.credential.access;

/**
 * What the fence in the container answered.
 *
 * @param generation the generation that the mark names, where the verdict is {@code OVERTAKEN};
 *     else 0
 */
public record FenceAnswer(Verdict verdict, long generation) {

  /** Whether the mark let the generation through. */
  public enum Verdict {
    DONE,
    /** The mark names a later generation, or a later attempt at this one, or this one as ended. */
    OVERTAKEN,
    /** Asked to end it, but the shadow field is its hash: it is the password. */
    IN_EFFECT,
    /** Asked to restore it, but the container has a mark: its files are not new. */
    MARKED
  }

  public static FenceAnswer of(Verdict verdict) {
    return new FenceAnswer(verdict, 0);
  }

  public boolean is(Verdict expected) {
    return verdict == expected;
  }
}
