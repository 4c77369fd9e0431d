package dev.postern.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses what no resource could make sense of, before anything reads it: a URL whose characters
 * are no text, and a bearer token of a form that no token has (RFC 7515 section 7.1). Each of the
 * libraries behind it answers such a request in its own way, some with a 500.
 */
@ApplicationScoped
class RequestForm {

  /** After the limits of the head, before those of the body and before anybody signs in. */
  private static final int AFTER_THE_HEAD = 15_000;

  private static final String BEARER = "bearer";
  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");
  private static final Problem NO_TEXT =
      Problem.badRequest(
          "The URL has octets that are no text: encode it as UTF-8 and percent-encode that; it may"
              + " not contain NUL.");

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_THE_HEAD);
  }

  private void check(RoutingContext context) {
    Optional<Problem> problem = problem(context);
    if (problem.isPresent()) {
      RoutedProblems.answerAndClose(context, problem.get());
    } else {
      context.next();
    }
  }

  private static Optional<Problem> problem(RoutingContext context) {
    if (!isText(context.request().uri())) {
      return Optional.of(NO_TEXT);
    }
    List<String> credentials = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
    return credentials.size() > 1 || !credentials.stream().allMatch(RequestForm::couldBeAToken)
        ? Optional.of(StatusProblems.of(ProblemType.UNAUTHENTICATED.status()))
        : Optional.empty();
  }

  /** Other schemes are for those to judge that know them. */
  private static boolean couldBeAToken(String credentials) {
    String[] parts = credentials.strip().split("\\s+", 2);
    if (!parts[0].toLowerCase(Locale.ROOT).equals(BEARER)) {
      return true;
    }
    return parts.length == 2 && BearerForm.isJws(parts[1]);
  }

  /** Characters that are no octets of an encoding are text already. */
  private static boolean isText(String uri) {
    try {
      String octets = URLDecoder.decode(NOT_ASCII.matcher(uri).replaceAll("_"), ISO_8859_1);
      return octets.indexOf(0) < 0 && isUtf8(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isUtf8(ByteBuffer octets) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(octets);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
