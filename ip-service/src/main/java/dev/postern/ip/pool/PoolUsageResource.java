package dev.postern.ip.pool;

import dev.postern.identity.Roles;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How full the pools are, for operators. */
@Path("/v1/pool-usage")
@RolesAllowed(Roles.OPERATOR)
public class PoolUsageResource {

  private final PoolUsages usages;

  PoolUsageResource(PoolUsages usages) {
    this.usages = usages;
  }

  record Usages(List<PoolUsage> items) {}

  @GET
  @WithSession
  @Operation(summary = "Used, quarantined and free addresses of each pool; the first 200 pools")
  public Uni<Usages> usages() {
    return usages.read().map(Usages::new);
  }
}
