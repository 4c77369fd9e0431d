package dev.postern.problem;

/**
 * A kind of problem.
 *
 * @param slug the last part of the {@code type} URI
 * @param status the HTTP status code
 * @param title a short summary that does not change from occurrence to occurrence
 */
public record ProblemType(String slug, int status, String title) {

  private static final String BASE = "https://postern.dev/problems/";

  public static final ProblemType BAD_REQUEST = new ProblemType("bad-request", 400, "Bad request");
  public static final ProblemType INVALID_FIELDS =
      new ProblemType("invalid-fields", 400, "Some fields are not valid");
  public static final ProblemType UNAUTHENTICATED =
      new ProblemType("unauthenticated", 401, "Sign-in needed");
  public static final ProblemType FORBIDDEN = new ProblemType("forbidden", 403, "Not allowed");
  public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404, "Not found");
  public static final ProblemType METHOD_NOT_ALLOWED =
      new ProblemType("method-not-allowed", 405, "Method not allowed");
  public static final ProblemType NOT_ACCEPTABLE =
      new ProblemType("not-acceptable", 406, "Only JSON can be had");
  public static final ProblemType REQUEST_TIMEOUT =
      new ProblemType("request-timeout", 408, "Request incomplete");
  public static final ProblemType CONFLICT = new ProblemType("conflict", 409, "Conflict");
  public static final ProblemType GONE = new ProblemType("gone", 410, "Gone");
  public static final ProblemType CONTENT_TOO_LARGE =
      new ProblemType("content-too-large", 413, "Body too large");
  public static final ProblemType URI_TOO_LONG =
      new ProblemType("uri-too-long", 414, "URL too long");
  public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
      new ProblemType("unsupported-media-type", 415, "Only JSON is understood");
  public static final ProblemType UPGRADE_REQUIRED =
      new ProblemType("upgrade-required", 426, "A WebSocket is needed");
  public static final ProblemType TOO_MANY_REQUESTS =
      new ProblemType("too-many-requests", 429, "Too many requests");
  public static final ProblemType HEADERS_TOO_LARGE =
      new ProblemType("headers-too-large", 431, "Headers too large");
  public static final ProblemType UNEXPECTED =
      new ProblemType("unexpected", 500, "Unexpected error");
  public static final ProblemType UNAVAILABLE =
      new ProblemType("unavailable", 503, "Not available right now");

  /** The {@code type} member of RFC 9457. */
  public String uri() {
    return BASE + slug;
  }
}
