package dev.postern.credential.listing;

import dev.postern.credential.container.ContainerDetails;
import dev.postern.credential.container.ContainerSort;
import dev.postern.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of a sorted list begins or ends: at a row, whether or not the row is still there.
 *
 * @param values of the row in the order of the list; empty for the beginning
 * @param backward whether the page ends before the row, instead of beginning behind it
 */
record ListPosition(List<String> values, boolean backward) {

  static final ListPosition START = new ListPosition(List.of(), false);

  private static final String SEPARATOR = "/";
  private static final String VALUES = "[A-Za-z0-9/-]{1,400}";
  private static final String BEHIND = ">";
  private static final String BEFORE = "<";

  static String behind(ContainerSort sort, ContainerDetails row) {
    return cursor(sort, BEHIND, row);
  }

  static String before(ContainerSort sort, ContainerDetails row) {
    return cursor(sort, BEFORE, row);
  }

  private static String cursor(ContainerSort sort, String direction, ContainerDetails row) {
    String text = sort.text() + direction + String.join(SEPARATOR, sort.position(row));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param cursor null for the beginning
   * @throws Problem 400 where it is not a cursor, or is one of a list in another order
   */
  static ListPosition of(String cursor, ContainerSort sort) {
    if (cursor == null) {
      return START;
    }
    String text = decoded(cursor);
    for (String direction : List.of(BEHIND, BEFORE)) {
      String start = sort.text() + direction;
      if (text.startsWith(start)) {
        return of(text.substring(start.length()), sort, direction.equals(BEFORE));
      }
    }
    throw unknown();
  }

  private static ListPosition of(String text, ContainerSort sort, boolean backward) {
    List<String> values = Arrays.asList(text.split(SEPARATOR, -1));
    if (!text.matches(VALUES) || values.size() != sort.columns()) {
      throw unknown();
    }
    return new ListPosition(values, backward);
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static Problem unknown() {
    return Problem.badRequest(
        "The cursor is none of this list's: use the value of next with the same sort, or leave it"
            + " out.");
  }
}
