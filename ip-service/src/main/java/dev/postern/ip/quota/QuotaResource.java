package dev.postern.ip.quota;

import dev.postern.events.ips.Family;
import dev.postern.events.ips.IpQuotaChanged;
import dev.postern.identity.Roles;
import dev.postern.outbox.OutboxEmitter;
import dev.postern.problem.NameRule;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** Operators say here how many addresses an account may hold. */
@Path("/v1/accounts/{account}/ip-quota")
@RolesAllowed(Roles.OPERATOR)
public class QuotaResource {

  private final Quotas quotas;
  private final OutboxEmitter outbox;

  QuotaResource(Quotas quotas, OutboxEmitter outbox) {
    this.quotas = quotas;
    this.outbox = outbox;
  }

  /** Both families; null within is no limit, 0 is not allowed. */
  record QuotaView(@NotNull @Valid QuotaLimits ipv4, @NotNull @Valid QuotaLimits ipv6) {}

  @GET
  @WithSession
  public Uni<QuotaView> get(
      @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String account) {
    return view(account);
  }

  @PUT
  public Uni<QuotaView> set(
      @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE) String account,
      @NotNull @Valid QuotaView wanted) {
    return Panache.withTransaction(
        () ->
            quotas
                .set(account, Family.IPV4, wanted.ipv4())
                .chain(() -> quotas.set(account, Family.IPV6, wanted.ipv6()))
                .chain(() -> outbox.send(changed(account, wanted)))
                .chain(() -> view(account)));
  }

  private static IpQuotaChanged changed(String account, QuotaView set) {
    return new IpQuotaChanged(account, set.ipv4().said(), set.ipv6().said());
  }

  private Uni<QuotaView> view(String account) {
    return quotas
        .get(account, Family.IPV4)
        .chain(ipv4 -> quotas.get(account, Family.IPV6).map(ipv6 -> new QuotaView(ipv4, ipv6)));
  }
}
