package dev.postern.audit.log;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Finds whether a JSON text may hold one of several words. One that spells characters by escapes
 * may hold any.
 */
public final class WordSearch {

  private static final byte[] ESCAPE = {'\\'};

  private final List<byte[]> words;
  private final boolean finds;

  public WordSearch(Collection<String> words) {
    this.words = words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
    this.finds = words.stream().allMatch(WordSearch::isPlain);
  }

  /** Written the same in JSON, whoever writes it. */
  private static boolean isPlain(String word) {
    return !word.isEmpty()
        && word.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '/');
  }

  /** Whether the record's value may hold a word; a tombstone holds none. */
  public boolean isIn(LogRecord record) {
    return isIn(record.value());
  }

  /**
   * @param bytes null hold nothing
   */
  boolean isIn(byte[] bytes) {
    if (bytes == null) {
      return false;
    }
    if (!finds || isIn(bytes, ESCAPE)) {
      return true;
    }
    for (byte[] word : words) {
      if (isIn(bytes, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(byte[] bytes, byte[] word) {
    byte first = word[0];
    for (int at = 0; at <= bytes.length - word.length; at++) {
      if (bytes[at] == first && isAt(bytes, at, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(byte[] bytes, int at, byte[] word) {
    for (int i = 1; i < word.length; i++) {
      if (bytes[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }
}
