package dev.postern.system;

import java.nio.charset.StandardCharsets;

/**
 * Something that the running product keeps or shows, and that a person could read.
 *
 * @param where what a person would look up
 * @param content null where there is none, such as a tombstone's value
 */
record SearchedPlace(String where, byte[] content) {

  static SearchedPlace of(String where, String content) {
    return new SearchedPlace(
        where, content == null ? null : content.getBytes(StandardCharsets.UTF_8));
  }
}
