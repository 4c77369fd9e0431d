package dev.postern.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends a request with a problem. The detail is shown to the client as it is: one sentence that says
 * what to do next.
 *
 * <p>It has no stack trace: it is an answer, not a defect.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Duration SOON = Duration.ofSeconds(5);

  private final transient ProblemType type;
  private final transient List<FieldError> errors;
  private final transient Duration retryAfter;

  private Problem(ProblemType type, String detail, List<FieldError> errors, Duration retryAfter) {
    super(detail, null, false, false);
    this.type = type;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), null);
  }

  public static Problem badRequest(String detail) {
    return of(ProblemType.BAD_REQUEST, detail);
  }

  /** 400 with one entry of {@code errors} per field. */
  public static Problem invalid(List<FieldError> errors) {
    return new Problem(ProblemType.INVALID_FIELDS, summary(errors), errors, null);
  }

  public static Problem invalid(String field, String detail) {
    return invalid(List.of(new FieldError(field, detail)));
  }

  public static Problem forbidden(String detail) {
    return of(ProblemType.FORBIDDEN, detail);
  }

  /** Also for what exists and is another account's: both must look the same. */
  public static Problem notFound(String detail) {
    return of(ProblemType.NOT_FOUND, detail);
  }

  public static Problem conflict(String detail) {
    return of(ProblemType.CONFLICT, detail);
  }

  /**
   * 409 of a kind of its own.
   *
   * @param slug the last part of the {@code type} URI, such as {@code pool-exhausted}
   */
  public static Problem conflict(String slug, String detail) {
    return of(new ProblemType(slug, 409, ProblemType.CONFLICT.title()), detail);
  }

  public static Problem gone(String detail) {
    return of(ProblemType.GONE, detail);
  }

  /** 429 with {@code Retry-After}, rounded up to whole seconds. */
  public static Problem tooManyRequests(String detail, Duration retryAfter) {
    return new Problem(ProblemType.TOO_MANY_REQUESTS, detail, List.of(), retryAfter);
  }

  /** 503 with {@code Retry-After}: the same request may be sent again. */
  public static Problem unavailable(String detail) {
    return new Problem(ProblemType.UNAVAILABLE, detail, List.of(), SOON);
  }

  public ProblemType type() {
    return type;
  }

  public List<FieldError> errors() {
    return errors;
  }

  Optional<Long> retryAfterSeconds() {
    return Optional.ofNullable(retryAfter).map(d -> Math.max(1, (d.toMillis() + 999) / 1000));
  }

  private static String summary(List<FieldError> errors) {
    return errors.size() == 1
        ? errors.get(0).field() + ": " + errors.get(0).detail()
        : errors.size() + " fields are not valid; see errors.";
  }
}
