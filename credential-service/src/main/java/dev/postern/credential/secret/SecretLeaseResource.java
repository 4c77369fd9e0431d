package dev.postern.credential.secret;

import dev.postern.credential.credential.SecretLeases;
import dev.postern.identity.Caller;
import dev.postern.identity.Roles;
import dev.postern.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sealed passwords for the service that mails them. */
@Path("/internal/v1/secrets/{ref}")
class SecretLeaseResource {

  private static final String READER = "notification-service";

  private final SecretLeases secretLeases;
  private final Caller caller;

  SecretLeaseResource(SecretLeases secretLeases, Caller caller) {
    this.secretLeases = secretLeases;
    this.caller = caller;
  }

  /**
   * @param sealed base64 of the ciphertext
   * @param keyId of the public key that it is sealed to, in unsigned decimal
   */
  record LeaseView(String sealed, String keyId, Instant expiresAt) {
    static LeaseView of(SecretLeases.Lease lease) {
      return new LeaseView(
          Base64.getEncoder().encodeToString(lease.secret().ciphertext()),
          lease.secret().keyId(),
          lease.expiresAt());
    }

    @Override
    public String toString() {
      return "LeaseView[keyId=" + keyId + "]";
    }
  }

  @POST
  @Path("/lease")
  @RolesAllowed(Roles.SERVICE)
  @Operation(summary = "The sealed password; again gives the same, until it is gone")
  public Uni<LeaseView> lease(@PathParam("ref") String ref) {
    checkReader();
    return Panache.withTransaction(() -> secretLeases.lease(ref)).map(SecretLeaseResource::orGone);
  }

  @DELETE
  @RolesAllowed(Roles.SERVICE)
  @Operation(summary = "Destroys the sealed password: its mail was accepted")
  public Uni<Void> acknowledge(@PathParam("ref") String ref) {
    checkReader();
    return Panache.withTransaction(() -> secretLeases.acknowledge(ref));
  }

  private static LeaseView orGone(SecretLeases.Lease lease) {
    if (lease == null) {
      throw Problem.gone("This secret is no longer available.");
    }
    return LeaseView.of(lease);
  }

  private void checkReader() {
    if (!caller.service().filter(READER::equals).isPresent()) {
      throw Problem.forbidden("Only " + READER + " leases secrets.");
    }
  }
}
