package dev.postern.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The members of RFC 9457 section 3.1, and {@code errors} for fields. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemDetails(
    String type, String title, int status, String detail, List<FieldError> errors) {

  static final String MEDIA_TYPE = "application/problem+json";

  static ProblemDetails of(ProblemType type, String detail) {
    return of(type, detail, List.of());
  }

  static ProblemDetails of(ProblemType type, String detail, List<FieldError> errors) {
    return new ProblemDetails(type.uri(), type.title(), type.status(), detail, errors);
  }
}
