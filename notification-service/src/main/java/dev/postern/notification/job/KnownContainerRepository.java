package dev.postern.notification.job;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Remembers of a container what mails say that are not about its password. Every method joins the
 * caller's transaction.
 */
@ApplicationScoped
public class KnownContainerRepository {

  private static final String REMEMBER =
      """
      INSERT INTO known_container AS known (container, facts, generation)
      VALUES (:container, :facts, :generation)
      ON CONFLICT (container) DO UPDATE
        SET facts = excluded.facts, generation = excluded.generation
        WHERE known.generation < excluded.generation
      """;

  private static final String REMEMBER_CREATION =
      """
      UPDATE known_container SET created_at = :created, created_addresses = :addresses
      WHERE container = :container AND created_at IS NULL
      """;

  private static final String NAME =
      "SELECT CAST(facts AS jsonb) ->> 'name' FROM known_container WHERE container = :container";

  private static final String WAKE_NOTICES =
      """
      UPDATE mail_job SET next_attempt_at = now()
      WHERE container = :container AND generation = 0 AND state = 'PENDING'
      """;

  /**
   * @param facts JSON of what mails print; those of the newest generation stay
   */
  public Uni<Void> remember(String container, long generation, String facts) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(REMEMBER)
                    .setParameter("container", container)
                    .setParameter("facts", facts)
                    .setParameter("generation", generation)
                    .executeUpdate())
        .replaceWithVoid();
  }

  /** What its owner calls a container; its id where no event has told. */
  public Uni<String> nameOf(String container) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .<String>createNativeQuery(NAME)
                    .setParameter("container", container)
                    .getSingleResultOrNull())
        .map(name -> name == null ? container : name);
  }

  /**
   * The mail with the first password tells of these addresses. Notices that waited for this are
   * due.
   */
  public Uni<Void> created(String container, Instant when, List<String> addresses) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(REMEMBER_CREATION)
                    .setParameter("container", container)
                    .setParameter("created", when)
                    .setParameter("addresses", String.join(" ", addresses))
                    .executeUpdate()
                    .chain(
                        () ->
                            session
                                .createNativeQuery(WAKE_NOTICES)
                                .setParameter("container", container)
                                .executeUpdate()))
        .replaceWithVoid();
  }
}
