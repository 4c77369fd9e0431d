package dev.postern.key.listing;

import dev.postern.paging.CursorFormat;
import dev.postern.problem.Problem;

/** Cursors of this service's lists: the position of the last item of a page. */
public final class Cursors {

  public static final CursorFormat<Long> FORMAT =
      CursorFormat.number(
          () -> Problem.invalid("cursor", "use the value of next from the page before"));

  private Cursors() {}
}
