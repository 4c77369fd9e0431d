package dev.postern.dashboard.containers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which part of the list is shown and how; the address of the page says it.
 *
 * @param filter empty for none
 * @param sort as credential-service names it, such as {@code -name}
 * @param cursor null for the beginning
 */
public record ListQuery(String filter, String sort, String cursor) {

  static final String BY_PLACE = "environment";

  /** What the list can be sorted by. */
  public List<String> keys() {
    return List.of(BY_PLACE, "name", "status");
  }

  public String key() {
    return isDescending() ? sort.substring(1) : sort;
  }

  public boolean isDescending() {
    return sort.startsWith("-");
  }

  /** Whether rows stand below their environments and layers. */
  public boolean isByPlace() {
    return key().equals(BY_PLACE);
  }

  /** The link to the list sorted by this; where it is already, to the same from its end. */
  public String sortedBy(String key) {
    return link(filter, sort.equals(key) ? "-" + key : key, null);
  }

  public String filtered(String text) {
    return link(text, sort, null);
  }

  public String start() {
    return link(filter, sort, null);
  }

  public String at(String position) {
    return link(filter, sort, position);
  }

  private static String link(String filter, String sort, String cursor) {
    String filtered = filter.isEmpty() ? "" : "&filter=" + encoded(filter);
    String sorted = sort.equals(BY_PLACE) ? "" : "&sort=" + encoded(sort);
    String at = cursor == null ? "" : "&at=" + encoded(cursor);
    String query = filtered + sorted + at;
    return query.isEmpty() ? "/" : "/?" + query.substring(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
