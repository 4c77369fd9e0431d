package dev.postern.ip.ledger;

import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.identity.Scope;
import dev.postern.ip.address.HostAddress;
import dev.postern.ip.address.UnusableAddressException;
import dev.postern.paging.PageLimit;
import dev.postern.problem.Problem;
import dev.postern.problem.TimeRule;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;

/** Answers who held an address, and when. Owners see their own tenures, auditors all. */
@Path("/v1/ips/{address}/history")
@RolesAllowed({Roles.USER, Roles.PLATFORM, Roles.OPERATOR, Roles.AUDITOR})
public class HistoryResource {

  private final Ledger ledger;
  private final Caller caller;

  HistoryResource(Ledger ledger, Caller caller) {
    this.ledger = ledger;
    this.caller = caller;
  }

  /**
   * @param until null while it is held
   */
  record TenureView(String address, String container, String account, Instant from, Instant until) {
    static TenureView of(Tenure tenure) {
      return new TenureView(
          tenure.address, tenure.container, tenure.account, tenure.heldFrom, tenure.heldUntil);
    }
  }

  /** The latest first; at most 200. */
  record History(List<TenureView> items) {}

  @GET
  @WithSession
  public Uni<History> history(String address, @QueryParam("at") String at) {
    String canonical = canonical(address);
    Scope scope = caller.reading();
    Uni<List<Tenure>> tenures =
        at == null
            ? ledger.history(canonical, scope, PageLimit.MOST)
            : ledger.historyAt(canonical, scope, TimeRule.parse("at", at));
    return tenures.map(found -> new History(found.stream().map(TenureView::of).toList()));
  }

  private static String canonical(String address) {
    try {
      return HostAddress.parse(address).text();
    } catch (UnusableAddressException e) {
      throw Problem.invalid("address", e.getMessage());
    }
  }
}
