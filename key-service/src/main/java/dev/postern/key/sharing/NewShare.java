package dev.postern.key.sharing;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.problem.NameRule;
import dev.postern.problem.Problem;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The request to share an environment. */
record NewShare(
    @Schema(
            description = "The environment of yours; it may have no container yet",
            pattern = NameRule.PATTERN,
            required = true)
        @JsonProperty
        String environment,
    @Schema(
            description = "The account whose keys are to open it",
            pattern = NameRule.PATTERN,
            required = true)
        @JsonProperty
        String with) {

  private static final Pattern NAME = Pattern.compile(NameRule.PATTERN);

  /**
   * @throws Problem 400 that names the field
   */
  static NewShare checked(String owner, NewShare request) {
    if (request == null) {
      throw Problem.badRequest(
          "The body is missing; send a JSON object with the fields environment and with.");
    }
    name("environment", request.environment());
    name("with", request.with());
    if (request.with().equals(owner)) {
      throw Problem.invalid("with", "is your own account, whose keys open the environment already");
    }
    return request;
  }

  private static void name(String field, String value) {
    if (value == null) {
      throw Problem.invalid(field, "is missing");
    }
    if (!NAME.matcher(value).matches()) {
      throw Problem.invalid(
          field,
          "use 1 to 63 lower-case letters, digits and hyphens, with no hyphen first or last");
    }
  }
}
