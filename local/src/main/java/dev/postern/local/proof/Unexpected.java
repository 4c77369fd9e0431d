package dev.postern.local.proof;

import java.nio.file.Path;

/**
 * A step of the proof that did not go as it must: what was expected, what was seen, where to look.
 */
final class Unexpected extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unexpected(String expected, String seen, Path log) {
    super("\n    expected: " + expected + "\n    seen:     " + seen + "\n    log:      " + log);
  }
}
