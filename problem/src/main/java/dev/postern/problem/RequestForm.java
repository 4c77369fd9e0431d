package dev.postern.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  static boolean isText(String uri) {
    ByteBuffer octets = ByteBuffer.allocate(uri.length() * 3);
    for (int n = 0; n < uri.length(); n++) {
      char letter = uri.charAt(n);
      if (letter != '%') {
        octets.put(Character.toString(letter).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      int octet = n + 2 < uri.length() ? octet(uri.charAt(n + 1), uri.charAt(n + 2)) : -1;
      if (octet <= 0) {
        return false;
      }
      octets.put((byte) octet);
      n += 2;
    }
    return isUtf8(octets.flip());
  }

  private static int octet(char high, char low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first << 4 | second;
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
