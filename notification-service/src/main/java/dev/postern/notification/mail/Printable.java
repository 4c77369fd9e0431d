package dev.postern.notification.mail;

/**
 * Text of others on its way into a mail. Names are checked where they come in; this holds all the
 * same when one that is not got into an event: one line, no control, format or bidi characters, and
 * not endless.
 */
final class Printable {

  private static final int MAX_LENGTH = 255;
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  static String line(String text) {
    return line(text, MAX_LENGTH);
  }

  static String line(String text, int maxLength) {
    if (text == null) {
      return "";
    }
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(maxLength)
        .map(point -> isPrintable(point) ? point : REPLACEMENT)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }
}
