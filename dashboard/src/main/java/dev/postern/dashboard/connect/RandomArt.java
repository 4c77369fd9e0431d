package dev.postern.dashboard.connect;

import java.util.Arrays;

/**
 * A fingerprint as OpenSSH draws it (its "drunken bishop"), so that people compare a picture: the
 * same one that {@code ssh-keygen -lv} prints, and {@code ssh} with {@code VisualHostKey yes}.
 */
final class RandomArt {

  private static final int COLUMNS = 17;
  private static final int ROWS = 9;
  private static final String SYMBOLS = " .o+=*BOX@%&#/^SE";
  private static final int END = SYMBOLS.length() - 1;
  private static final int START = END - 1;
  private static final int MOST_VISITS = START - 1;

  private final int[][] visits = new int[ROWS][COLUMNS];
  private int column = COLUMNS / 2;
  private int row = ROWS / 2;

  private RandomArt() {}

  /**
   * @param digest the fingerprint's bytes
   * @param title of the upper edge, such as {@code ED25519 256}; empty where the type is not known
   * @param hash of the lower edge, such as {@code SHA256}
   */
  static String of(byte[] digest, String title, String hash) {
    var art = new RandomArt();
    for (byte eightBits : digest) {
      art.walk(eightBits);
    }
    art.visits[ROWS / 2][COLUMNS / 2] = START;
    art.visits[art.row][art.column] = END;
    return art.drawn(title, hash);
  }

  /** Four steps, the lowest two bits first. */
  private void walk(int eightBits) {
    for (int step = 0; step < 4; step++) {
      int bits = eightBits >> (2 * step);
      column = within(column + ((bits & 1) == 0 ? -1 : 1), COLUMNS);
      row = within(row + ((bits & 2) == 0 ? -1 : 1), ROWS);
      visits[row][column] = Math.min(visits[row][column] + 1, MOST_VISITS);
    }
  }

  private static int within(int place, int size) {
    return Math.max(0, Math.min(place, size - 1));
  }

  private String drawn(String title, String hash) {
    StringBuilder picture = new StringBuilder(edge(title)).append('\n');
    for (int[] line : visits) {
      picture.append('|');
      Arrays.stream(line).forEach(visited -> picture.append(SYMBOLS.charAt(visited)));
      picture.append("|\n");
    }
    return picture.append(edge(hash)).toString();
  }

  private static String edge(String text) {
    String label = text.isEmpty() ? "" : "[" + text + "]";
    int left = (COLUMNS - label.length()) / 2;
    int right = COLUMNS - left - label.length();
    return "+" + "-".repeat(left) + label + "-".repeat(right) + "+";
  }
}
