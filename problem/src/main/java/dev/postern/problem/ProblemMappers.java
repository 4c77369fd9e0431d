package dev.postern.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where whatever was thrown becomes an answer. */
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(Problem problem) {
    return ProblemResponses.of(problem);
  }

  @ServerExceptionMapper
  Response json(MismatchedInputException e) {
    return ProblemResponses.of(JsonProblems.of(e));
  }

  @ServerExceptionMapper
  Response violations(ResteasyReactiveViolationException e) {
    return violations((ConstraintViolationException) e);
  }

  @ServerExceptionMapper
  Response violations(ConstraintViolationException e) {
    return ProblemResponses.of(
        Problem.invalid(
            e.getConstraintViolations().stream()
                .map(v -> new FieldError(field(v), v.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList()));
  }

  @ServerExceptionMapper
  Response status(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return ProblemResponses.of(JsonProblems.of(json));
    }
    Response original = e.getResponse();
    return original.hasEntity() || original.getStatus() < 400
        ? original
        : ProblemResponses.of(StatusProblems.of(original.getStatus()));
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e) {
    if (Outages.isOutage(e)) {
      LOG.warnf("Refused a request while a backend is down: %s", Outages.name(e));
      return ProblemResponses.of(
          Problem.unavailable(
              "What it needs cannot be reached, and it is not known whether your request was done:"
                  + " look in a moment, or send it again with the same Idempotency-Key."));
    }
    UUID occurrence = UUID.randomUUID();
    LOG.errorf(e, "Request failed occurrence=%s", occurrence);
    return ProblemResponses.of(
        ProblemType.UNEXPECTED,
        "Something went wrong on our side; tell your operator the occurrence " + occurrence + ".");
  }

  /** The path as the client wrote it: without the method's and the parameter's names. */
  private static String field(ConstraintViolation<?> violation) {
    List<String> names = new ArrayList<>();
    Path path = violation.getPropertyPath();
    boolean bean = false;
    for (Path.Node node : path) {
      switch (node.getKind()) {
        case METHOD, CONSTRUCTOR, RETURN_VALUE, CROSS_PARAMETER -> {}
        case PARAMETER -> names.add(node.getName());
        default -> {
          if (!bean && !names.isEmpty()) {
            names.clear();
          }
          bean = true;
          names.add(step(node));
        }
      }
    }
    return String.join(".", names);
  }

  private static String step(Path.Node node) {
    if (node.getKind() == jakarta.validation.ElementKind.CONTAINER_ELEMENT) {
      return "[" + (node.getIndex() == null ? "" : node.getIndex()) + "]";
    }
    return node.getIndex() == null ? node.getName() : node.getName() + "[" + node.getIndex() + "]";
  }
}
