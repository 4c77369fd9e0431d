package dev.postern.credential.passwordreset;

import dev.postern.problem.NameRule;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Either {@code containers}, or {@code environment} with or without {@code layer}. */
record ResetBatchRequest(
    @Size(min = 1, max = 1000) List<@NotNull @Size(max = 63) String> containers,
    @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String environment,
    @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String layer) {

  boolean isOneOfBoth() {
    return containers == null ? environment != null : environment == null && layer == null;
  }
}
