package dev.postern.credential.credential;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;

/** Rows of generations. */
@ApplicationScoped
class GenerationRepository implements PanacheRepositoryBase<Generation, UUID> {

  /** The latest of a container goes first; those before it wait until it has ended. */
  private static final String DUE =
      """
      from Generation g
      where g.state in (REQUESTED, APPLYING)
        and g.retrySchedule.nextAttemptAt <= :now
        and (g.retrySchedule.leasedUntil is null or g.retrySchedule.leasedUntil < :now)
        and not exists (
          from Generation l
          where l.container = g.container and l.generation > g.generation
            and l.state in (REQUESTED, APPLYING))
      order by g.retrySchedule.nextAttemptAt
      """;

  private static final String IN_EFFECT =
      """
      from Generation g
      where g.container = ?1 and g.shadowDigest is not null
        and g.state in (APPLIED, NOTIFIED, NOTIFY_FAILED, EXPIRED)
        and not exists (
          from Generation l
          where l.container = g.container
            and (l.state in (REQUESTED, APPLYING)
              or l.generation > g.generation and (l.proof is not null or l.state = EXPIRED)))
      """;

  /** Those of whose passwords a restored database may not know what became. */
  private static final String UNSETTLED =
      """
      select distinct g.container from Generation g
      where g.container > :after and g.timestamps.requestedAt < :before
        and (g.state in (REQUESTED, APPLYING)
          or g.proof is not null and g.shadowDigest is null
            and g.state in (APPLIED, NOTIFIED, NOTIFY_FAILED))
      order by g.container
      """;

  private static final String LATEST =
      """
      select distinct on (container) * from generation where container in (:containers)
      order by container, generation desc
      """;

  Uni<List<Generation>> due(Instant now, int limit) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(DUE, Generation.class)
                    .setParameter("now", now)
                    .setMaxResults(limit)
                    .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                    .getResultList());
  }

  /** Containers in the order of their ids. */
  Uni<List<String>> unsettled(String after, Instant before, int limit) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(UNSETTLED, String.class)
                    .setParameter("after", after)
                    .setParameter("before", before)
                    .setMaxResults(limit)
                    .getResultList());
  }

  Uni<Generation> locked(UUID id) {
    return findById(id, LockModeType.PESSIMISTIC_WRITE);
  }

  Uni<Integer> extendLeases(Set<UUID> ids, Instant until) {
    return update(
        "retrySchedule.leasedUntil = ?1 where id in ?2 and retrySchedule.leasedUntil is not null",
        until,
        ids);
  }

  Uni<Generation> number(String container, long generation) {
    return find("container = ?1 and generation = ?2", container, generation)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult();
  }

  Uni<List<Generation>> before(String container, long generation) {
    return find("container = ?1 and generation < ?2 order by generation", container, generation)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  Uni<List<Generation>> all(String container) {
    return find("container = ?1 order by generation", container)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  Uni<Generation> secret(String ref) {
    return find("secretRef", ref).firstResult();
  }

  /** Whose password a reference names, without its row; null where there is none. */
  Uni<GenerationNumber> ofSecret(String ref) {
    return find("secretRef", ref).project(GenerationNumber.class).firstResult();
  }

  Uni<Void> wipeSecret(String ref) {
    return update("sealed = null, keyId = null where secretRef = ?1", ref).replaceWithVoid();
  }

  /** The latest generation of each container. */
  Uni<List<Generation>> latest(List<String> containers) {
    return containers.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Panache.getSession()
            .chain(
                session ->
                    session
                        .createNativeQuery(LATEST, Generation.class)
                        .setParameter("containers", containers)
                        .getResultList());
  }

  Uni<List<Generation>> ofBatch(String batch) {
    return list("batch", batch);
  }

  /**
   * The password that was proven last.
   *
   * @return null where there is none, or where a later one may be in the container by now
   */
  Uni<Generation> inEffect(String container) {
    return find(IN_EFFECT, container)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .page(0, 1)
        .firstResult();
  }

  /**
   * The latest whose hash is kept.
   *
   * @return null where there is none
   */
  Uni<Generation> kept(String container) {
    return find("container = ?1 and keptHash is not null order by generation desc", container)
        .page(0, 1)
        .firstResult();
  }

  /** The times of the resets of a container after a time, oldest first. */
  Uni<List<Instant>> resetsAfter(String container, Instant after) {
    return find(
            "container = ?1 and cause = ?2 and timestamps.requestedAt > ?3 order by"
                + " timestamps.requestedAt",
            container,
            GenerationCause.RESET,
            after)
        .list()
        .map(rows -> rows.stream().map(row -> row.timestamps().requestedAt()).toList());
  }

  Uni<Void> queueResetsOf(String account) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .<Integer>createNativeQuery(
                        "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext(:name))) AS taken")
                    .setParameter("name", "resets of " + account)
                    .getSingleResult())
        .replaceWithVoid();
  }

  Uni<Instant> resetAskedBy(String account, Instant since, int most) {
    return nth("g.requestedBy = :account", account, since, most);
  }

  Uni<Instant> resetOfTenant(String account, Instant since, int most) {
    return nth(
        "g.container in (select c.id from Container c where c.account = :account)",
        account,
        since,
        most);
  }

  private static Uni<Instant> nth(String whose, String account, Instant since, int most) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "select g.timestamps.requestedAt from Generation g where g.cause = RESET"
                            + " and g.timestamps.requestedAt > :since and "
                            + whose
                            + " order by g.timestamps.requestedAt desc",
                        Instant.class)
                    .setParameter("account", account)
                    .setParameter("since", since)
                    .setFirstResult(most - 1)
                    .setMaxResults(1)
                    .getSingleResultOrNull());
  }

  Uni<List<Generation>> withSecretExpiredBy(Instant now, int limit) {
    return find(
            "state in (APPLIED, NOTIFY_FAILED) and sealed is not null and secretExpiresAt <= ?1"
                + " order by secretExpiresAt",
            now)
        .page(0, limit)
        .list();
  }
}
