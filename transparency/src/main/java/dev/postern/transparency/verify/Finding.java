package dev.postern.transparency.verify;

/**
 * What is not as it was when it was signed.
 *
 * @param offset the first one
 * @param count records of that kind
 */
public record Finding(
    Kind kind, String topic, int partition, long offset, long count, String what) {

  /** What was done to the log, as far as it can be told. */
  public enum Kind {
    /** The record at the offset is another one. */
    CHANGED,
    /** The record at the offset is not there any more, and no retention took it. */
    REMOVED,
    /** A record stands where none was. */
    INSERTED,
    /** Records stand in each other's places. */
    REORDERED,
    /** The log has fewer records than were signed: it ends too early. */
    CUT_OFF,
    /** The notary's tree is not the one that was signed. */
    TREE_DIFFERS
  }

  @Override
  public String toString() {
    return topic + "-" + partition + " offset " + offset + ": " + what;
  }
}
