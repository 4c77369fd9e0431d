package dev.postern.paging;

import dev.postern.problem.Problem;

/** How many items a page has: 1 to 200, and 50 where the request says nothing. */
public final class PageLimit {

  /** For {@code @DefaultValue}. */
  public static final String DEFAULT = "50";

  /** For {@code @Max}. */
  public static final int MOST = 200;

  private PageLimit() {}

  /**
   * @param text null where the request says nothing
   * @throws Problem 400 where it is not a number from 1 to 200
   */
  static int of(String text) {
    String digits = text == null ? DEFAULT : text;
    if (digits.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(digits);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw Problem.invalid("limit", "use a number from 1 to 200");
  }
}
