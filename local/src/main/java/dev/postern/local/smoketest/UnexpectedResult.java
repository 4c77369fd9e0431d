package dev.postern.local.smoketest;

import java.nio.file.Path;

/**
 * A step of the smoke test that did not go as expected: what was expected, what was seen, where to
 * look.
 */
final class UnexpectedResult extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnexpectedResult(String expected, String seen, Path log) {
    super("\n    expected: " + expected + "\n    seen:     " + seen + "\n    log:      " + log);
  }
}
