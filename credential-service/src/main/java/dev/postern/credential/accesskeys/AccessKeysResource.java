package dev.postern.credential.accesskeys;

import dev.postern.identity.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the platform puts into a container before it registers it. */
@Path("/v1/access-keys")
class AccessKeysResource {

  private final AccessKeys keys;

  AccessKeysResource(AccessKeys keys) {
    this.keys = keys;
  }

  @GET
  @Blocking
  @RolesAllowed(Roles.PLATFORM)
  @Operation(summary = "Public keys that belong into /etc/ssh/postern/authorized_keys")
  public PublicKeys list() {
    return new PublicKeys(keys.management(), keys.gateway());
  }

  /** Lines as in {@code authorized_keys}. */
  record PublicKeys(List<String> management, List<String> gateway) {}
}
