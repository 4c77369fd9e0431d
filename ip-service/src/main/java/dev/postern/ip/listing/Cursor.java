package dev.postern.ip.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.problem.Problem;
import java.util.Base64;

/** Where a page begins: the key of the last item before it, opaque to clients. */
public final class Cursor {

  public static final String DEFAULT_LIMIT = "50";
  public static final int MAX_LIMIT = 200;

  private Cursor() {}

  static String encode(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  /** The key after which the page begins; the empty text for the first page. */
  public static String decode(String cursor) {
    if (cursor == null) {
      return "";
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8).replace("\0", "");
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("cursor", "use the value of \"next\" of the page before, unchanged");
    }
  }
}
