package dev.postern.ip.listing;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next the cursor of the page after this one; null on the last
 */
public record Page<T>(List<T> items, String next) {

  /**
   * @param found up to one row more than {@code limit}: whether there is a next page
   * @param key what the list is ordered by
   */
  public static <R, T> Page<T> of(
      List<R> found, int limit, Function<R, String> key, Function<R, T> view) {
    List<R> shown = found.subList(0, Math.min(limit, found.size()));
    String next =
        found.size() > limit ? Cursor.encode(key.apply(shown.get(shown.size() - 1))) : null;
    return new Page<>(shown.stream().map(view).toList(), next);
  }
}
