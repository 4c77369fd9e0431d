package dev.postern.problem;

import java.util.Map;
import java.util.Set;

/** What to say where the framework only gives a status code. */
final class StatusProblems {

  private static final Map<Integer, Problem> BY_STATUS =
      Map.ofEntries(
          entry(ProblemType.BAD_REQUEST, "The request could not be read; see /q/openapi."),
          entry(
              ProblemType.UNAUTHENTICATED,
              "Send a valid bearer token in the Authorization header."),
          entry(ProblemType.FORBIDDEN, "Your token does not have the role that this call needs."),
          entry(ProblemType.NOT_FOUND, "There is nothing at this path, or it is not yours."),
          entry(
              ProblemType.METHOD_NOT_ALLOWED,
              "This path does not know the method; see /q/openapi."),
          entry(ProblemType.NOT_ACCEPTABLE, "Send the header Accept: application/json."),
          entry(
              ProblemType.REQUEST_TIMEOUT,
              "The body did not arrive in time; send the same request again, without a pause."),
          entry(ProblemType.CONTENT_TOO_LARGE, "A body may have at most 64 KiB."),
          entry(ProblemType.URI_TOO_LONG, "The URL is too long; shorten its query."),
          entry(ProblemType.HEADERS_TOO_LARGE, "The headers are too large; send fewer cookies."),
          entry(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "Send JSON with the header Content-Type: application/json."));

  private StatusProblems() {}

  /** The status codes that have a text of their own. */
  static Set<Integer> known() {
    return BY_STATUS.keySet();
  }

  static Problem of(int status) {
    Problem known = BY_STATUS.get(status);
    if (known != null) {
      return known;
    }
    return status < 500
        ? Problem.of(
            new ProblemType("bad-request", status, ProblemType.BAD_REQUEST.title()),
            "The request could not be served as it is; see /q/openapi.")
        : Problem.of(ProblemType.UNEXPECTED, "Something went wrong on our side; try again.");
  }

  private static Map.Entry<Integer, Problem> entry(ProblemType type, String detail) {
    return Map.entry(type.status(), Problem.of(type, detail));
  }
}
