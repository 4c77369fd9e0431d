package dev.postern.dashboard.services;

import java.util.List;
import java.util.Optional;

/**
 * What a service refused, as it said it (RFC 9457). Its sentence is for the person who looks at the
 * page.
 */
public final class ServiceProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Field> fields;

  /** What is wrong with one field; {@code detail} is a sentence. */
  public record Field(String field, String detail) {}

  ServiceProblem(int status, String detail, List<Field> fields) {
    super(detail, null, false, false);
    this.status = status;
    this.fields = fields == null ? List.of() : List.copyOf(fields);
  }

  public int status() {
    return status;
  }

  /** Whether the thing is not there, or is another account's. */
  public boolean isNotFound() {
    return status == 404;
  }

  public Optional<String> of(String field) {
    return fields.stream().filter(f -> f.field().equals(field)).map(Field::detail).findFirst();
  }
}
