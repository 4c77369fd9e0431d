package dev.postern.idempotency;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The table of answers. A key is forgotten after 24 hours. */
@ApplicationScoped
class StoredAnswers {

  /** A concurrent twin waits here for the other's commit or rollback. */
  private static final String RESERVE =
      """
      INSERT INTO idempotency_key AS k (scope, key, body_digest, created_at)
      VALUES (:scope, :key, :digest, now())
      ON CONFLICT (scope, key) DO UPDATE
        SET body_digest = excluded.body_digest, created_at = now()
        WHERE k.created_at < now() - interval '24 hours'
      """;

  private static final String KEEP =
      """
      UPDATE idempotency_key SET status = :status, location = cast(:location AS text),
        answer = :answer
      WHERE scope = :scope AND key = :key
      """;

  private static final String FIND =
      """
      SELECT body_digest, status, location, answer FROM idempotency_key
      WHERE scope = :scope AND key = :key
      """;

  private static final String FORGET =
      "DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours'";

  StoredAnswers() {}

  record Stored(String bodyDigest, Answer answer) {}

  /**
   * @return whether this request is the first with the key
   */
  Uni<Boolean> reserve(String scope, String key, String digest) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(RESERVE)
                    .setParameter("scope", scope)
                    .setParameter("key", key)
                    .setParameter("digest", digest)
                    .executeUpdate())
        .map(rows -> rows == 1);
  }

  Uni<Void> keep(String scope, String key, Answer answer) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KEEP)
                    .setParameter("scope", scope)
                    .setParameter("key", key)
                    .setParameter("status", answer.status())
                    .setParameter("location", answer.location())
                    .setParameter("answer", answer.body())
                    .executeUpdate())
        .replaceWithVoid();
  }

  Uni<Stored> find(String scope, String key) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .<Object[]>createNativeQuery(FIND)
                    .setParameter("scope", scope)
                    .setParameter("key", key)
                    .getSingleResult())
        .map(StoredAnswers::stored);
  }

  private static Stored stored(Object[] row) {
    Answer answer = new Answer(((Number) row[1]).intValue(), (String) row[2], row[3]);
    return new Stored((String) row[0], answer);
  }

  @Scheduled(every = "1h", delayed = "1m")
  Uni<Void> forget() {
    return Panache.withTransaction(
            () ->
                Panache.getSession()
                    .chain(session -> session.createNativeQuery(FORGET).executeUpdate()))
        .replaceWithVoid();
  }
}
