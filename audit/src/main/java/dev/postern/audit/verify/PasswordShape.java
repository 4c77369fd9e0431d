package dev.postern.audit.verify;

/**
 * Whether a text holds what Postern's passwords look like: six groups of four, joined by dashes.
 */
final class PasswordShape {

  private static final int GROUP = 4;
  private static final int GROUPS = 6;
  private static final int LENGTH = GROUP * GROUPS + GROUPS - 1;

  private PasswordShape() {}

  static boolean isIn(String text) {
    int groups = 0;
    int run = 0;
    for (int i = 0; i <= text.length() && text.length() >= LENGTH; i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (isLetter(c)) {
        run++;
      } else {
        groups = run == GROUP ? groups + 1 : 0;
        if (groups == GROUPS) {
          return true;
        }
        groups = c == '-' ? groups : 0;
        run = 0;
      }
    }
    return false;
  }

  /** Those that cannot be mistaken for another: no l, o, 0 and 1. */
  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' && c != 'l' && c != 'o' || c >= '2' && c <= '9';
  }
}
