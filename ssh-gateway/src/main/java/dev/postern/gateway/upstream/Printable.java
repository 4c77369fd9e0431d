package dev.postern.gateway.upstream;

/** What a container says, as it may be shown to people. */
final class Printable {

  private static final int LONGEST = 200;

  private Printable() {}

  static String of(String text) {
    String line = text == null ? "" : text.strip().replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
