package dev.postern.credential.listing;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next the cursor of the next part; null where there is none
 */
public record Page<T>(List<T> items, String next) {

  /**
   * @param found one more than {@code limit} where the list goes on
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> position) {
    boolean more = found.size() > limit;
    List<T> items = more ? found.subList(0, limit) : found;
    return new Page<>(items, more ? Cursor.after(position.apply(items.get(limit - 1))) : null);
  }
}
