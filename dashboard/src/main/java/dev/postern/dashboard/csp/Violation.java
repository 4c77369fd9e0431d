package dev.postern.dashboard.csp;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One violation of the policy, as a browser reports it (Content Security Policy Level 3, section
 * 5). What it says is a stranger's word: the directive is one of those that the policy has, and of
 * addresses only what names a place is kept, never a query.
 */
record Violation(String directive, String page, String blocked) {

  private static final Set<String> DIRECTIVES =
      Set.of(
          "default-src",
          "script-src",
          "script-src-elem",
          "script-src-attr",
          "style-src",
          "style-src-elem",
          "style-src-attr",
          "img-src",
          "connect-src",
          "form-action",
          "base-uri",
          "frame-ancestors");

  private static final Pattern KEYWORD = Pattern.compile("[a-z-]{1,20}");
  private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9:/._~-]{0,200}");

  /**
   * The violations of a body: one of {@code application/csp-report}, or many of {@code
   * application/reports+json}; none where it is neither.
   */
  static List<Violation> parse(String body) {
    Object json;
    try {
      json = Json.decodeValue(body);
    } catch (DecodeException e) {
      return List.of();
    }
    if (json instanceof JsonArray reports) {
      return reports.stream().flatMap(Violation::reported).toList();
    }
    return json instanceof JsonObject report
            && report.getValue("csp-report") instanceof JsonObject violation
        ? List.of(of(violation, "effective-directive", "document-uri", "blocked-uri"))
        : List.of();
  }

  private static Stream<Violation> reported(Object report) {
    return report instanceof JsonObject one
            && "csp-violation".equals(one.getValue("type"))
            && one.getValue("body") instanceof JsonObject violation
        ? Stream.of(of(violation, "effectiveDirective", "documentURL", "blockedURL"))
        : Stream.empty();
  }

  private static Violation of(JsonObject violation, String directive, String page, String blocked) {
    String named = text(violation, directive);
    return new Violation(
        DIRECTIVES.contains(named) ? named : "other",
        place(text(violation, page)),
        place(text(violation, blocked)));
  }

  private static String text(JsonObject object, String field) {
    return object.getValue(field) instanceof String text ? text : "";
  }

  /** {@code inline}, {@code eval}, or an address without its query; "?" for anything else. */
  private static String place(String address) {
    if (KEYWORD.matcher(address).matches()) {
      return address;
    }
    try {
      URI uri = URI.create(address);
      String place = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
      return uri.getRawAuthority() != null && PLACE.matcher(place).matches() ? place : "?";
    } catch (IllegalArgumentException e) {
      return "?";
    }
  }
}
