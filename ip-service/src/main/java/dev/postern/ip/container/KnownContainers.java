package dev.postern.ip.container;

import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.ips.Family;
import dev.postern.identity.Scope;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Reads and changes containers, in the caller's transaction, each under its row lock. */
@ApplicationScoped
public class KnownContainers {

  private static final String MAKE_KNOWN =
      "insert into known_container (id, account) values (:id, :account) on conflict do nothing";

  private static final String UNMET =
      """
      select id from (
        select id, refused, row_number() over (partition by account, refused order by place) as turn
        from (
          select id, account, unmet_reason is not null as refused,
            case when unmet_reason is null then 0 else random() end as place
          from known_container where unmet and registered and not deleted) c) r
      where not refused or turn <= 20
      order by refused, turn, id limit 1000
      """;

  private static final String COUNT =
      """
      with held as (
        select t.family, t.live, t.gone or exists (
            select 1 from tenure e where e.container = :id and e.held_until is not null
              and family(e.ip) = case t.family when 'IPV4' then 4 else 6 end) as gone
        from (
          select f.family,
            count(a.address) filter (where a.state in ('ATTACHING', 'ATTACHED')) as live,
            count(a.address) filter (where a.state not in ('ATTACHING', 'ATTACHED')) > 0 as gone
          from (values ('IPV4'), ('IPV6')) as f (family)
          left join attachment a on a.container = :id and a.family = f.family
          group by f.family) t)
      update known_container set
        target_ipv4 = (
          select case when gone then live else greatest(target_ipv4, live) end
          from held where family = 'IPV4'),
        target_ipv6 = (
          select case when gone then live else greatest(target_ipv6, live) end
          from held where family = 'IPV6')
      where id = :id and not deleted
      """;

  private static final String ENVIRONMENT =
      "update attachment set environment = :environment where container = :id";

  KnownContainers() {}

  /** Remembers the container and how many addresses it asks for; once, however often it is said. */
  public Uni<Void> registered(ContainerRegistered event, long sequence) {
    return known(event.container(), event.account())
        .invoke(
            container -> {
              container.learn(sequence, event.runtime() == RuntimeStatus.STOPPED, event.sshd());
              if (!container.registered) {
                container.registered = true;
                container.environment = event.environment();
                container.setTarget(Family.IPV4, event.publicIps().ipv4());
                container.setTarget(Family.IPV6, event.publicIps().ipv6());
              }
            })
        .replaceWithVoid();
  }

  /**
   * @param sshd null where the event does not change it
   */
  public Uni<Void> runs(String id, String account, long sequence, Address sshd) {
    return known(id, account).invoke(c -> c.learn(sequence, false, sshd)).replaceWithVoid();
  }

  public Uni<Void> stopped(String id, String account, long sequence) {
    return known(id, account).invoke(c -> c.learn(sequence, true, null)).replaceWithVoid();
  }

  public Uni<KnownContainer> deleted(String id, String account) {
    return known(id, account)
        .invoke(
            container -> {
              container.deleted = true;
              container.setTarget(Family.IPV4, 0);
              container.setTarget(Family.IPV6, 0);
              container.targetsMet();
            });
  }

  /**
   * The container, locked.
   *
   * @param scope whose it must be
   * @return fails with 404 where it is not known, is deleted, or is another account's
   */
  public Uni<KnownContainer> locked(String id, Scope scope) {
    return visible(
        scope.account().map(account -> findOf(account, id)).orElseGet(() -> find(id)), scope);
  }

  /**
   * The owner is in the condition, so that a row of another's is neither locked nor waited for, and
   * the time of an answer does not tell that it is there.
   */
  private static Uni<KnownContainer> findOf(String account, String id) {
    return Panache.getSession()
        .chain(
            s ->
                s.createQuery(
                        "from KnownContainer where id = :id and account = :account",
                        KnownContainer.class)
                    .setParameter("id", id)
                    .setParameter("account", account)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getSingleResultOrNull());
  }

  /** As {@link #locked}, and not locked. */
  public Uni<KnownContainer> visible(String id, Scope scope) {
    return visible(Panache.getSession().chain(s -> s.find(KnownContainer.class, id)), scope);
  }

  private static Uni<KnownContainer> visible(Uni<KnownContainer> found, Scope scope) {
    return found
        .onItem()
        .transform(c -> isVisible(c, scope) ? c : null)
        .onItem()
        .ifNull()
        .failWith(KnownContainers::unknown);
  }

  /** What is said of a container that is not there, or not the caller's. */
  public static Problem unknown() {
    return Problem.notFound("There is no container of this id.");
  }

  private static boolean isVisible(KnownContainer container, Scope scope) {
    return container != null && container.isUsable() && scope.includes(container.account);
  }

  /**
   * Ids of containers that may hold fewer addresses than their targets say, at most 1,000: of each
   * account in turn, so that none waits for all those of another, and of those that were refused
   * before at most 20 of an account, chosen at random.
   */
  public Uni<List<String>> unmet() {
    return Panache.getSession().chain(s -> s.<String>createNativeQuery(UNMET).getResultList());
  }

  /** After a restore: something was published of it, and perhaps not yet that it is registered. */
  public Uni<KnownContainer> mentioned(String id, String account) {
    return known(id, account);
  }

  /**
   * After a restore: no event tells of targets, so they are what was asked for at the registration,
   * or what is held if that is more; and what is held once anything has left.
   */
  public Uni<Void> count(String id) {
    return Panache.getSession()
        .chain(
            s ->
                s.flush()
                    .chain(() -> s.createNativeQuery(COUNT).setParameter("id", id).executeUpdate())
                    .chain(() -> s.find(KnownContainer.class, id))
                    .chain(
                        found -> found == null ? Uni.createFrom().voidItem() : s.refresh(found)));
  }

  /** Also what was published of its addresses before it was told that it is registered. */
  public Uni<Void> registeredAgain(ContainerRegistered event, long sequence) {
    return Panache.getSession()
        .chain(s -> s.find(KnownContainer.class, event.container()))
        .map(known -> known == null || !known.registered)
        .chain(
            isNew ->
                registered(event, sequence)
                    .chain(() -> isNew ? complete(event) : Uni.createFrom().voidItem()));
  }

  private Uni<Void> complete(ContainerRegistered event) {
    return count(event.container())
        .chain(() -> Panache.getSession())
        .chain(
            s ->
                s.createNativeQuery(ENVIRONMENT)
                    .setParameter("id", event.container())
                    .setParameter("environment", event.environment())
                    .executeUpdate())
        .replaceWithVoid();
  }

  private Uni<KnownContainer> known(String id, String account) {
    return Panache.getSession()
        .chain(
            s ->
                s.createNativeQuery(MAKE_KNOWN)
                    .setParameter("id", id)
                    .setParameter("account", account)
                    .executeUpdate())
        .chain(() -> find(id));
  }

  private static Uni<KnownContainer> find(String id) {
    return Panache.getSession()
        .chain(s -> s.find(KnownContainer.class, id, LockModeType.PESSIMISTIC_WRITE));
  }
}
