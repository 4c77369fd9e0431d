package dev.postern.credential.access;

/** What a container printed, as far as it may be shown: it is not trusted on anyone's terminal. */
public final class Printable {

  /** As much as a sentence quotes. */
  private static final int MOST = 80;

  private Printable() {}

  /** The first characters on one line, printable ASCII only. */
  public static String start(String text) {
    String line = text.replaceAll("\\s+", " ").strip().replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() > MOST ? line.substring(0, MOST) + "..." : line;
  }
}
