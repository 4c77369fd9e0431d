package dev.postern.notary.signing;

import dev.postern.transparency.note.Origin;

/** The log is not the one that was signed: it was rewritten, cut off or replaced. */
final class ContradictionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ContradictionException(Origin origin, long offset, String what) {
    super(origin.topic() + "-" + origin.partition() + " offset " + offset + ": " + what);
  }
}
