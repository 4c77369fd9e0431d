package dev.postern.gateway.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.problem.Problem;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which part of a list is asked for. What is listed comes and goes at any time; a part begins
 * behind the id of the last item that was seen, be it there still or not.
 *
 * @param limit 1 to 200 items
 * @param after the id of the last item seen; empty for the beginning
 */
public record Page(int limit, String after) {

  private static final int DEFAULT_LIMIT = 50;
  private static final int LARGEST_LIMIT = 200;

  /**
   * A part of a list.
   *
   * @param next the cursor of the part that follows; null where this is the last
   */
  public record Part<T>(List<T> items, String next) {}

  /**
   * Reads the parameters of a request; null where one was not given.
   *
   * @throws Problem 400 where a parameter is not one that a list gave or takes
   */
  public static Page of(String limit, String cursor) {
    return new Page(limit(limit), cursor == null ? "" : position(cursor));
  }

  /** The part of these, by their ids. */
  public <T> Part<T> of(Stream<T> all, Function<T, String> id) {
    List<T> found =
        all.filter(item -> id.apply(item).compareTo(after) > 0)
            .sorted(Comparator.comparing(id))
            .limit(limit + 1L)
            .toList();
    return found.size() > limit
        ? new Part<>(found.subList(0, limit), cursor(id.apply(found.get(limit - 1))))
        : new Part<>(found, null);
  }

  private static String cursor(String position) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
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

  private static String position(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("cursor", "use the value of next from the page before");
    }
  }
}
