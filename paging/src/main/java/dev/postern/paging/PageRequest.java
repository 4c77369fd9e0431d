package dev.postern.paging;

import dev.postern.problem.Problem;

/**
 * The part of a list that a request asks for.
 *
 * @param limit 1 to 200 items
 * @param after the position of the last item that the caller has seen
 */
public record PageRequest<P>(int limit, P after) {

  /**
   * Reads the parameters of a request; null where one was not given.
   *
   * @throws Problem 400 where a parameter is not one that a list gives or takes
   */
  public static <P> PageRequest<P> of(String limit, String cursor, CursorFormat<P> format) {
    return new PageRequest<>(PageLimit.of(limit), format.position(cursor));
  }
}
