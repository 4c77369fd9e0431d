package dev.postern.gateway.overview;

import dev.postern.paging.CursorFormat;
import dev.postern.paging.Page;
import dev.postern.paging.PageRequest;
import dev.postern.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of what is in memory, in the order of ids. Items come and go at any time; a page begins
 * behind the id of the last item that the caller has seen, whether or not it is still there.
 */
final class PageOfIds {

  private static final CursorFormat<String> CURSORS =
      CursorFormat.text(
          () -> Problem.invalid("cursor", "use the value of next from the page before"));

  private PageOfIds() {}

  /**
   * Reads the parameters of a request; null where one was not given.
   *
   * @throws Problem 400 where a parameter is not one that a list gives or takes
   */
  static PageRequest<String> asked(String limit, String cursor) {
    return PageRequest.of(limit, cursor, CURSORS);
  }

  static <T> Page<T> of(Stream<T> all, Function<T, String> id, PageRequest<String> asked) {
    List<T> found =
        all.filter(item -> id.apply(item).compareTo(asked.after()) > 0)
            .sorted(Comparator.comparing(id))
            .limit(asked.limit() + 1L)
            .toList();
    return Page.of(
        found, asked.limit(), item -> CURSORS.cursor(id.apply(item)), Function.identity());
  }
}
