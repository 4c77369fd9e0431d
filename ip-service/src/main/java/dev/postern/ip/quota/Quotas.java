package dev.postern.ip.quota;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.IpQuotaChanged;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and sets quotas, in the caller's transaction. */
@ApplicationScoped
public class Quotas {

  private static final String MAKE =
      "insert into ip_quota (account, family) values (:account, :family) on conflict do nothing";

  /**
   * An account has a lock also where it has no row. Locks are taken in the order of their numbers,
   * so that two batches cannot wait for each other; those of the outbox have one number, not two.
   */
  private static final String LOCKED =
      """
      with locked as materialized (
        select account, %s as held from (
          select distinct account, hashtext(account) as number
          from jsonb_array_elements_text(cast(cast(:accounts as text) as jsonb)) as names (account)
          order by number, account) a)
      select l.account, q.family, q.per_container, q.per_environment, q.total
      from locked l left join ip_quota q on q.account = l.account where l.held
      """;

  private static final String WAITING =
      LOCKED.formatted("cast(pg_advisory_xact_lock(4919, number) as text) is not null");
  private static final String WITHOUT_WAITING =
      LOCKED.formatted("pg_try_advisory_xact_lock(4919, number)");

  private final QuotaLimits byDefault;

  Quotas(QuotaConfig config) {
    byDefault =
        config.total().isEmpty()
            ? QuotaLimits.NONE
            : new QuotaLimits(null, null, config.total().getAsInt());
  }

  /**
   * Locks the accounts until the transaction's end, so that two changes of one account cannot both
   * be the last that is allowed.
   */
  public Uni<Map<String, AccountLimits>> locked(Collection<String> accounts) {
    return locked(WAITING, accounts);
  }

  /** As {@link #locked}, without the accounts that another transaction has locked. */
  public Uni<Map<String, AccountLimits>> lockedWithoutWaiting(Collection<String> accounts) {
    return locked(WITHOUT_WAITING, accounts);
  }

  private Uni<Map<String, AccountLimits>> locked(String sql, Collection<String> accounts) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode(accounts.size());
    accounts.forEach(names::add);
    return Panache.getSession()
        .chain(
            s ->
                s.<Object[]>createNativeQuery(sql)
                    .setParameter("accounts", names.toString())
                    .getResultList())
        .map(this::limits);
  }

  private Map<String, AccountLimits> limits(List<Object[]> rows) {
    Map<String, AccountLimits> limits = new HashMap<>();
    for (Object[] r : rows) {
      AccountLimits known =
          limits.computeIfAbsent((String) r[0], a -> new AccountLimits(byDefault, byDefault));
      if (r[1] != null) {
        QuotaLimits set = new QuotaLimits(number(r[2]), number(r[3]), number(r[4]));
        limits.put((String) r[0], known.with(Family.valueOf((String) r[1]), set));
      }
    }
    return limits;
  }

  private static Integer number(Object column) {
    return column == null ? null : ((Number) column).intValue();
  }

  public Uni<QuotaLimits> get(String account, Family family) {
    return Panache.getSession()
        .chain(s -> s.find(IpQuota.class, new IpQuota.Key(account, family)))
        .map(quota -> quota == null ? byDefault : quota.limits());
  }

  /** As an operator set them; told again after a restore. */
  public Uni<Void> become(IpQuotaChanged said) {
    return set(said.account(), Family.IPV4, QuotaLimits.of(said.ipv4()))
        .chain(() -> set(said.account(), Family.IPV6, QuotaLimits.of(said.ipv6())));
  }

  Uni<Void> set(String account, Family family, QuotaLimits limits) {
    return Panache.getSession()
        .chain(
            s ->
                s.createNativeQuery(MAKE)
                    .setParameter("account", account)
                    .setParameter("family", family.name())
                    .executeUpdate())
        .chain(() -> find(account, family))
        .invoke(quota -> quota.set(limits))
        .replaceWithVoid();
  }

  private static Uni<IpQuota> find(String account, Family family) {
    return Panache.getSession()
        .chain(
            s ->
                s.find(
                    IpQuota.class,
                    new IpQuota.Key(account, family),
                    LockModeType.PESSIMISTIC_WRITE));
  }
}
