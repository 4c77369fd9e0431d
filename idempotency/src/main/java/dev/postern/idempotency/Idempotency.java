package dev.postern.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Runs the work of a request once per {@code Idempotency-Key}, in one transaction with the key. */
@ApplicationScoped
public class Idempotency {

  private final RequestKey key;
  private final StoredAnswers answers;
  private final ObjectMapper json;

  Idempotency(RequestKey key, StoredAnswers answers, ObjectMapper json) {
    this.key = key;
    this.answers = answers;
    this.json = json;
  }

  /**
   * Whether the request has a key, so that {@link #once} would do more than its work.
   *
   * @throws Problem 400 where the header is not a key
   */
  public boolean isAsked() {
    return key.value().isPresent();
  }

  /**
   * @param body the request's, "" where it has none; another one under the same key is a conflict
   * @param work is done in a transaction; what it fails with is not stored
   * @throws Problem 400 where the header is not a key, 409 where the key had another body
   */
  public Uni<Response> once(Object body, Supplier<Uni<Answer>> work) {
    return key.value()
        .map(value -> once(key.scope(), value, digest(write(body)), work))
        .orElseGet(() -> Panache.withTransaction(work))
        .map(Answer::response);
  }

  private Uni<Answer> once(String scope, String value, String digest, Supplier<Uni<Answer>> work) {
    return Panache.withTransaction(
        () ->
            answers
                .reserve(scope, value, digest)
                .chain(
                    first ->
                        first
                            ? work.get().map(this::written).call(a -> answers.keep(scope, value, a))
                            : answers.find(scope, value).map(stored -> repeated(stored, digest))));
  }

  private Answer written(Answer answer) {
    return new Answer(answer.status(), answer.location(), write(answer.body()));
  }

  private static Answer repeated(StoredAnswers.Stored stored, String digest) {
    if (!stored.bodyDigest().equals(digest)) {
      throw Problem.conflict(
          "idempotency-key-reused",
          "This Idempotency-Key was used with another body: use a new key for a new request.");
    }
    return stored.answer();
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + value.getClass().getName(), e);
    }
  }

  private static String digest(String text) {
    try {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
