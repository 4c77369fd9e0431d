package dev.postern.dashboard.keys;

import java.util.List;

/** What was pasted: one key, or a list as {@code .keys} files and {@code authorized_keys} have. */
final class KeyLines {

  /** The most that an account can have. */
  static final int MOST = 100;

  private KeyLines() {}

  /** The keys of a list, one a line; at most one where it is no list. */
  static List<String> in(String text) {
    if (text == null || text.contains("----")) { // A key of several lines has such a frame.
      return List.of();
    }
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
