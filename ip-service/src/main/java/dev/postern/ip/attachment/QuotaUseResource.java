package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.ip.quota.QuotaLimits;
import dev.postern.ip.quota.Quotas;
import dev.postern.problem.NameRule;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How many addresses an account has and may have: owners see their own, operators all. */
@Path("/v1/ip-quota")
@RolesAllowed({Roles.USER, Roles.OPERATOR})
public class QuotaUseResource {

  private final Quotas quotas;
  private final AttachmentRepository repository;
  private final Caller caller;

  QuotaUseResource(Quotas quotas, AttachmentRepository repository, Caller caller) {
    this.quotas = quotas;
    this.repository = repository;
    this.caller = caller;
  }

  /**
   * Of one family.
   *
   * @param used held by containers
   * @param quarantined detached, and counted by the account's limit until they are free for others
   */
  record Use(long used, long quarantined, QuotaLimits allowed) {}

  record QuotaUse(Use ipv4, Use ipv6) {}

  @GET
  @WithSession
  @Operation(
      summary = "How many addresses your account has and may have; null is no limit",
      description =
          "The total allowed counts detached addresses too, until their quarantine is over."
              + " Operators name the account.")
  public Uni<QuotaUse> of(
      @QueryParam("account") @Pattern(regexp = NameRule.PATTERN, message = NameRule.MESSAGE)
          String asked) {
    String account = caller.reading(asked).account().orElseGet(caller::account);
    return use(account, Family.IPV4)
        .chain(ipv4 -> use(account, Family.IPV6).map(ipv6 -> new QuotaUse(ipv4, ipv6)));
  }

  private Uni<Use> use(String account, Family family) {
    return quotas
        .get(account, family)
        .chain(
            limits ->
                repository
                    .ofAccount(account, family)
                    .map(use -> new Use(use.used(), use.quarantined(), limits)));
  }
}
