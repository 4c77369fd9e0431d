package dev.postern.ip.listing;

import dev.postern.paging.CursorFormat;
import dev.postern.problem.Problem;

/** Cursors of this service's lists: the key of the last item of a page. */
public final class Cursors {

  private static final CursorFormat<String> FORMAT =
      CursorFormat.text(
          () ->
              Problem.invalid("cursor", "use the value of \"next\" of the page before, unchanged"));

  private Cursors() {}

  /** The cursor of the page that begins behind this key. */
  public static String cursor(String key) {
    return FORMAT.cursor(key);
  }

  /**
   * The key behind which the page begins; the empty text for the first page. No key has a NUL, and
   * PostgreSQL refuses one.
   */
  public static String position(String cursor) {
    return FORMAT.position(cursor).replace("\0", "");
  }
}
