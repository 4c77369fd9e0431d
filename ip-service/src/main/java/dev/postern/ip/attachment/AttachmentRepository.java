package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.identity.Scope;
import dev.postern.ip.container.KnownContainer;
import dev.postern.ip.quota.QuotaLimits.Held;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** The statements over attachments, in the caller's session. */
@ApplicationScoped
class AttachmentRepository {

  private static final String LIVE_OF_CONTAINER =
      "from Attachment where container = :container and family = :family and state in"
          + " (ATTACHING, ATTACHED) order by takenAt desc, address";

  private static final String VISIBLE =
      "from Attachment where state <> QUARANTINED and address > :after and (:container is null or"
          + " container = :container) and (:account is null or account = :account) order by address";

  private static final String OF_ACCOUNT =
      "select count(*) filter (where state in (ATTACHING, ATTACHED)), count(*) filter (where state"
          + " in (DETACHING, QUARANTINED)) from Attachment where account = :account and family ="
          + " :family";

  private static final String HELD =
      """
      select count(*) filter (where live and container = :container),
        count(*) filter (where live and environment = :environment),
        count(*) filter (where live), count(*) filter (where not live)
      from (
        select container, environment, state in ('ATTACHING', 'ATTACHED') as live
        from attachment where account = :account and family = :family) a
      """;

  private static final String PROMISED =
      """
      select 0, coalesce(sum(target) filter (where environment = :environment), 0),
        coalesce(sum(target), 0), (
          select count(*) from attachment where account = :account and family = :family
            and state in ('DETACHING', 'QUARANTINED'))
      from (
        select environment, least(
          case when :family = 'IPV4' then target_ipv4 else target_ipv6 end,
          coalesce(cast(:cap as integer), 2147483647)) as target
        from known_container
        where account = :account and id <> :container and registered and not deleted) c
      """;

  AttachmentRepository() {}

  Uni<Attachment> locked(String address) {
    return Panache.getSession()
        .chain(s -> s.find(Attachment.class, address, LockModeType.PESSIMISTIC_WRITE));
  }

  /** The container's live addresses of the family, locked, the newest first. */
  Uni<List<Attachment>> liveLocked(String container, Family family) {
    return Panache.getSession()
        .chain(
            s ->
                s.createQuery(LIVE_OF_CONTAINER, Attachment.class)
                    .setParameter("container", container)
                    .setParameter("family", family)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultList());
  }

  /** How many live addresses of the family the container has. */
  Uni<Integer> live(String container, Family family) {
    return Panache.getSession()
        .chain(
            s ->
                s.createQuery(
                        "select count(*) from Attachment where container = :container and family ="
                            + " :family and state in (ATTACHING, ATTACHED)",
                        Long.class)
                    .setParameter("container", container)
                    .setParameter("family", family)
                    .getSingleResult())
        .map(Long::intValue);
  }

  /**
   * How many addresses of the family an account has.
   *
   * @param quarantined detached, and not free for others yet
   */
  record Use(long used, long quarantined) {}

  Uni<Use> ofAccount(String account, Family family) {
    return Panache.getSession()
        .chain(
            s ->
                s.createQuery(OF_ACCOUNT, Object[].class)
                    .setParameter("account", account)
                    .setParameter("family", family)
                    .getSingleResult())
        .map(row -> new Use(number(row[0]), number(row[1])));
  }

  Uni<Held> held(KnownContainer container, Family family) {
    return Panache.getSession()
        .chain(
            s ->
                s.<Object[]>createNativeQuery(HELD)
                    .setParameter("container", container.id())
                    .setParameter("environment", container.environment())
                    .setParameter("account", container.account())
                    .setParameter("family", family.name())
                    .getSingleResult())
        .map(AttachmentRepository::held);
  }

  /**
   * The targets of the account's other containers, and what leaves any of its containers.
   *
   * @param cap no container counts more; null for no cap
   */
  Uni<Held> promisedToOthers(KnownContainer container, Family family, Integer cap) {
    return Panache.getSession()
        .chain(
            s ->
                s.<Object[]>createNativeQuery(PROMISED)
                    .setParameter("container", container.id())
                    .setParameter("environment", container.environment())
                    .setParameter("account", container.account())
                    .setParameter("family", family.name())
                    .setParameter("cap", cap)
                    .getSingleResult())
        .map(AttachmentRepository::held);
  }

  private static Held held(Object[] row) {
    return new Held(number(row[0]), number(row[1]), number(row[2]), number(row[3]));
  }

  private static long number(Object count) {
    return ((Number) count).longValue();
  }

  /** The container that the address is attached to, without locking anything; null for none. */
  Uni<String> containerOf(String address) {
    return Panache.getSession()
        .chain(
            s ->
                s.createQuery(
                        "select container from Attachment where address = :address", String.class)
                    .setParameter("address", address)
                    .getSingleResultOrNull());
  }

  /**
   * @param container null for all
   * @param scope whose they are
   */
  Uni<List<Attachment>> page(String container, Scope scope, String after, int limit) {
    return Panache.getSession()
        .chain(
            s ->
                s.createQuery(VISIBLE, Attachment.class)
                    .setParameter("after", after)
                    .setParameter("container", container)
                    .setParameter("account", scope.account().orElse(null))
                    .setMaxResults(limit)
                    .getResultList());
  }
}
