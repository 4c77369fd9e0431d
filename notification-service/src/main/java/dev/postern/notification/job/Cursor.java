package dev.postern.notification.job;

import dev.postern.problem.Problem;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Where a page ends. Ids are UUIDv7, so their order is the order in time. */
record Cursor(UUID last) {

  private static final int UUID_BYTES = 16;

  /** Newest first: no id is above this one. */
  static final Cursor START = new Cursor(new UUID(-1, -1));

  static Cursor parse(String text) {
    if (text == null) {
      return START;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length == UUID_BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Cursor(new UUID(buffer.getLong(), buffer.getLong()));
      }
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    throw unknown();
  }

  String text() {
    byte[] bytes =
        ByteBuffer.allocate(UUID_BYTES)
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Problem unknown() {
    return Problem.invalid("cursor", "give the cursor exactly as the page before answered it");
  }
}
