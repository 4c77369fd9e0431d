package dev.postern.problem;

/**
 * Text that others wrote, as people may be shown it: one line, not endless, and nothing in it that
 * moves a cursor, hides or turns text around.
 */
public final class Printable {

  private static final int LONGEST_MESSAGE = 200;
  private static final int LONGEST_LINE = 255;
  private static final int REPLACEMENT = 0xFFFD;

  private Printable() {}

  /** As {@link #ascii(String, int)}, up to a length that no honest message has. */
  public static String ascii(String text) {
    return ascii(text, LONGEST_MESSAGE);
  }

  /**
   * For terminals and logs, which show ASCII safely and nothing else.
   *
   * @param text null for none
   * @param longest what is longer is cut, and ends with three dots
   */
  public static String ascii(String text, int longest) {
    if (text == null) {
      return "";
    }
    String line = text.replaceAll("\\s+", " ").strip().replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() <= longest ? line : line.substring(0, longest) + "...";
  }

  /** As {@link #line(String, int)}, up to the length of the longest name. */
  public static String line(String text) {
    return line(text, LONGEST_LINE);
  }

  /**
   * For mails and pages, in any script. Names are checked where they come in; this holds all the
   * same when one that is not checked got into an event.
   *
   * @param text null for none
   */
  public static String line(String text, int longest) {
    if (text == null) {
      return "";
    }
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(longest)
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
