package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lists that are read part by part. */
public final class Pages {

  private Pages() {}

  /**
   * The whole list.
   *
   * @param ask for the part behind a cursor; null is the beginning
   */
  public static <T, P extends Page<T>> Uni<List<T>> all(Function<String, Uni<P>> ask) {
    return until(ask, found -> false);
  }

  /**
   * The list's first parts, up to the one after which what was found is enough.
   *
   * @param ask for the part behind a cursor; null is the beginning
   */
  public static <T, P extends Page<T>> Uni<List<T>> until(
      Function<String, Uni<P>> ask, Predicate<List<T>> enough) {
    return from(null, ask, enough, new ArrayList<>());
  }

  private static <T, P extends Page<T>> Uni<List<T>> from(
      String cursor, Function<String, Uni<P>> ask, Predicate<List<T>> enough, List<T> found) {
    return ask.apply(cursor)
        .chain(
            page -> {
              found.addAll(page.items());
              return page.next() == null || enough.test(found)
                  ? Uni.createFrom().item(found)
                  : from(page.next(), ask, enough, found);
            });
  }
}
