package dev.postern.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** What Jackson could not read, said without its texts, which quote the body. */
final class JsonProblems {

  private static final Problem NOT_JSON =
      Problem.badRequest("The body is not valid JSON; send one JSON object.");

  private JsonProblems() {}

  static Problem of(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return Problem.invalid(path(unknown), "is not a field of this request; remove it");
    }
    if (e instanceof MismatchedInputException mismatch) {
      return mismatch(mismatch);
    }
    if (e instanceof JsonMappingException mapping
        && mapping.getCause() instanceof InputCoercionException) {
      return mismatch(mapping);
    }
    return NOT_JSON;
  }

  private static Problem mismatch(JsonMappingException e) {
    String path = path(e);
    return path.isEmpty()
        ? NOT_JSON
        : Problem.invalid(path, "has the wrong type; see /q/openapi for the one that it needs");
  }

  /** Names of unknown fields are the client's own text: only what a name can be is repeated. */
  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonProblems::step)
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String step(JsonMappingException.Reference reference) {
    String name = reference.getFieldName();
    if (name == null) {
      return "[" + Math.max(0, reference.getIndex()) + "]";
    }
    return name.matches("[A-Za-z0-9_-]{1,64}") ? "." + name : ".(unprintable)";
  }
}
