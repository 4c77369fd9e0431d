package dev.postern.dashboard.keys;

import dev.postern.dashboard.services.ServiceProblem;
import dev.postern.dashboard.services.SshKey;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What became of one key of a list.
 *
 * @param line its place in the list, from 1
 * @param title of the key that was added; null where none was
 * @param problem why it was not added; null where it was
 */
public record KeyResult(int line, String title, String problem) {

  static KeyResult added(int line, SshKey key) {
    return new KeyResult(line, key.title(), null);
  }

  static KeyResult refused(int line, ServiceProblem problem) {
    Optional<String> why = problem.of("key").or(() -> problem.of("title"));
    return new KeyResult(
        line, null, why.or(() -> problem.of("expiresAt")).orElse(problem.getMessage()));
  }

  /** With what the service said in another language. */
  KeyResult in(UnaryOperator<String> language) {
    return new KeyResult(line, title, language.apply(problem));
  }

  public boolean isAdded() {
    return problem == null;
  }
}
