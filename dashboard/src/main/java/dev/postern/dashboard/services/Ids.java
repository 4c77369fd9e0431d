package dev.postern.dashboard.services;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Ids as they come from an address. They become a part of a path at a service, so that one with a
 * slash or a question mark in it would name another path there.
 */
public final class Ids {

  /** For the paths of pages: anything else is no page. */
  public static final String PATTERN = "[A-Za-z0-9-]{1,64}";

  private static final Pattern ID = Pattern.compile(PATTERN);

  private Ids() {}

  /** The ids of a text that has white space between them. */
  public static List<String> in(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  public static boolean isId(String text) {
    return text != null && ID.matcher(text).matches();
  }

  /**
   * @throws ServiceProblem 404 where it cannot be one
   */
  public static String known(String id) {
    if (!isId(id)) {
      throw ServiceProblem.notFound();
    }
    return id;
  }
}
