package dev.postern.ip.quota;

import dev.postern.events.ips.Family;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

/** Reads and sets quotas, in the caller's transaction. */
@ApplicationScoped
public class Quotas {

  private static final String MAKE =
      "insert into ip_quota (account, family) values (:account, :family) on conflict do nothing";

  Quotas() {}

  /** Locked, so that two attachments of one account cannot both be the last that is allowed. */
  public Uni<QuotaLimits> locked(String account, Family family) {
    return find(account, family).map(quota -> quota == null ? QuotaLimits.NONE : quota.limits());
  }

  public Uni<QuotaLimits> get(String account, Family family) {
    return Panache.getSession()
        .chain(s -> s.find(IpQuota.class, new IpQuota.Key(account, family)))
        .map(quota -> quota == null ? QuotaLimits.NONE : quota.limits());
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
