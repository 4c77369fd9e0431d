package dev.postern.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Problems as responses. */
final class ProblemResponses {

  private ProblemResponses() {}

  static Response of(Problem problem) {
    Response.ResponseBuilder response =
        builder(problem.type(), problem.getMessage(), problem.errors());
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
    return response.build();
  }

  static Response of(ProblemType type, String detail) {
    return builder(type, detail, List.of()).build();
  }

  static Response.ResponseBuilder builder(
      ProblemType type, String detail, List<FieldError> errors) {
    return Response.status(type.status())
        .type(ProblemDetails.MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(ProblemDetails.of(type, detail, errors));
  }
}
