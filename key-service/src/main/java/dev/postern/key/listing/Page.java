package dev.postern.key.listing;

import dev.postern.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Which part of a list is asked for.
 *
 * @param limit 1 to 200 items
 * @param after the position of the last item seen; 0 for the beginning
 */
public record Page(int limit, long after) {

  private static final int DEFAULT_LIMIT = 50;
  private static final int LARGEST_LIMIT = 200;

  /**
   * @throws Problem 400 where a parameter is not one that a list gave or takes
   */
  public static Page of(String limit, String cursor) {
    return new Page(limit(limit), cursor == null ? 0 : position(cursor));
  }

  /**
   * @param found up to one item more than the page holds, which tells whether another page follows
   * @return what the page shows
   */
  public <T> List<T> shown(List<T> found) {
    return found.size() > limit ? found.subList(0, limit) : found;
  }

  /**
   * @param found as for {@link #shown}
   * @return the cursor of the page that follows; null where this is the last
   */
  public <T> String next(List<T> found, ToLongFunction<T> position) {
    return found.size() > limit ? cursor(position.applyAsLong(found.get(limit - 1))) : null;
  }

  private static String cursor(long position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(position).getBytes(StandardCharsets.US_ASCII));
  }

  private static int limit(String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_LIMIT) {
        return limit;
      }
    }
    throw Problem.invalid("limit", "use a number from 1 to 200");
  }

  private static long position(String cursor) {
    try {
      return Long.parseLong(
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("cursor", "use the value of next from the page before");
    }
  }
}
