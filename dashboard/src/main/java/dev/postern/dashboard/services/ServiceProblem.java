package dev.postern.dashboard.services;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

  /** The thing is not there, or is another account's. */
  public static ServiceProblem notFound() {
    return new ServiceProblem(404, "", List.of());
  }

  /** What a page itself has to say at a form. */
  public static ServiceProblem saying(String sentence) {
    return new ServiceProblem(404, sentence, List.of());
  }

  /** The same in another language. */
  public ServiceProblem in(UnaryOperator<String> language) {
    return new ServiceProblem(
        status,
        language.apply(getMessage()),
        fields.stream().map(f -> new Field(f.field(), language.apply(f.detail()))).toList());
  }

  public int status() {
    return status;
  }

  /** Whether that is what a request failed with. */
  public static boolean isGone(Throwable failure) {
    return failure instanceof ServiceProblem problem && problem.isNotFound();
  }

  /** Whether the thing is not there, or is another account's. */
  public boolean isNotFound() {
    return status == 404;
  }

  /** What is wrong with a field, or with an item of it, such as {@code reserved[2]}. */
  public Optional<String> starting(String field) {
    return fields.stream()
        .filter(f -> f.field().equals(field) || f.field().startsWith(field + "["))
        .map(Field::detail)
        .findFirst();
  }

  public Optional<String> of(String field) {
    return fields.stream().filter(f -> f.field().equals(field)).map(Field::detail).findFirst();
  }
}
