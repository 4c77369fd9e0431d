package dev.postern.paging;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list, as a service answers it.
 *
 * @param next the cursor of the next part; null where this part is the last
 */
public record Page<T>(List<T> items, String next) {

  /**
   * @param found up to one more than {@code limit}: the one more tells that another page follows
   * @param cursor of an item, for the page that begins behind it
   */
  public static <R, T> Page<T> of(
      List<R> found, int limit, Function<R, String> cursor, Function<R, T> view) {
    boolean more = found.size() > limit;
    List<R> shown = more ? found.subList(0, limit) : found;
    return new Page<>(
        shown.stream().map(view).toList(), more ? cursor.apply(shown.get(limit - 1)) : null);
  }
}
